package skald.users.domain;

import java.text.Normalizer;

/**
 * A password as somebody typed it, in one form of its characters (NFKC), so that it is the same from every keyboard. It lives
 * in memory only, and never shows in a text.
 */
public record Password(String text) {
    /** Long enough that guessing through the rate limits is hopeless (NIST SP 800-63B asks for 8, and 15 where it is all). */
    public static final int SHORTEST = 10;

    /** Longer ones would only let strangers have the server work. */
    public static final int LONGEST = 200;

    /** Refuses what is too short. */
    public Password {
        text = Normalizer.normalize(text, Normalizer.Form.NFKC);
        int length = text.codePointCount(0, text.length());
        if (length < SHORTEST) {
            throw new IllegalArgumentException("must have " + SHORTEST + " characters or more");
        }
    }

    @Override
    public String toString() {
        return "Password[…]";
    }
}
