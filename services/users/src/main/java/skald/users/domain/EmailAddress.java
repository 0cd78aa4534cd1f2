package skald.users.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * An e-mail address as its owner writes it. Two spellings that differ in case, or in forms of a character that look the
 * same, are the same address: {@link #normalized}.
 */
public record EmailAddress(String text) {
    /** The limit of SMTP (RFC 5321, 4.5.3.1.3). */
    private static final int LONGEST = 254;

    /** Refuses what has not the shape of an address; only a delivered mail proves more. */
    public EmailAddress {
        int at = text.indexOf('@');
        if (at < 1 || at != text.lastIndexOf('@') || at == text.length() - 1 || text.length() > LONGEST) {
            throw new IllegalArgumentException("must be an email address such as name@example.org");
        }
    }

    /**
     * The form by which addresses are unique: compatibility characters unified (NFKC, so that a full-width A is an A) and
     * in lower case.
     */
    public String normalized() {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
