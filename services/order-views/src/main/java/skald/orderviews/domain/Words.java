package skald.orderviews.domain;

import java.text.Normalizer;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Texts as the words by which they are found: runs of letters and digits, in lower case and without accents, in any
 * language; nothing is stemmed or left out. Both sides of a search go through here, so that every store finds the same
 * and a word never holds a character that means something to a search engine.
 */
public final class Words {

    /** Longer words are cut on both sides of a search; PostgreSQL takes 2,046 bytes. */
    private static final int LONGEST = 100;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{Nd}]+");

    private Words() {}

    /** The words of some texts. */
    public static SortedSet<String> of(Stream<@Nullable String> texts) {
        SortedSet<String> words = new TreeSet<>();
        texts.forEach(text -> {
            if (text != null) {
                inOrder(text).forEach(words::add);
            }
        });
        return words;
    }

    /** The words of one text in their order, repeated ones included. */
    static Stream<String> inOrder(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
        return BETWEEN.splitAsStream(plain.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(
                        0, word.offsetByCodePoints(0, Math.min(LONGEST, word.codePointCount(0, word.length())))));
    }
}
