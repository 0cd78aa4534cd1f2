package skald.platform.audit;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a keyset-paged source as one sequence, a page at a time, and lets look at the next one. */
final class Pages<K, T> implements Iterator<T> {
    private static final int PAGE = 1000;

    private final BiFunction<@Nullable K, Integer, List<T>> source;
    private final Function<T, K> keyOf;
    private List<T> page = List.of();
    private int index;
    private @Nullable K last;
    private boolean exhausted;

    Pages(BiFunction<@Nullable K, Integer, List<T>> source, Function<T, K> keyOf) {
        this.source = source;
        this.keyOf = keyOf;
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Nullable
    T peek() {
        if (index == page.size() && !exhausted) {
            page = source.apply(last, PAGE);
            index = 0;
            exhausted = page.size() < PAGE;
            if (!page.isEmpty()) {
                last = keyOf.apply(page.getLast());
            }
        }
        return index < page.size() ? page.get(index) : null;
    }

    @Override
    public T next() {
        T next = peek();
        if (next == null) {
            throw new NoSuchElementException();
        }
        index++;
        return next;
    }
}
