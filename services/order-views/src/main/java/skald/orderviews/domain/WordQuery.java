package skald.orderviews.domain;

import java.util.List;
import java.util.SortedSet;

/**
 * A text search: all words must be there, the last one at least as the beginning of a word, because it may still be
 * being typed. Without any word it finds nothing.
 */
public record WordQuery(List<String> words) {

    /** More words do not narrow a search any further; this bounds its cost. */
    private static final int MOST_WORDS = 16;

    public WordQuery {
        words = List.copyOf(words);
    }

    /** What a person typed. */
    public static WordQuery of(String text) {
        return new WordQuery(Words.inOrder(text).limit(MOST_WORDS).toList());
    }

    /** Whether a document with these words is found. */
    public boolean matches(SortedSet<String> document) {
        if (words.isEmpty()) {
            return false;
        }
        SortedSet<String> from = document.tailSet(words.getLast());
        return !from.isEmpty()
                && from.first().startsWith(words.getLast())
                && document.containsAll(words.subList(0, words.size() - 1));
    }
}
