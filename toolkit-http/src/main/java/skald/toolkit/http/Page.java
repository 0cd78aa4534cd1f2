package skald.toolkit.http;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a sorted collection.
 *
 * @param items in the order of the collection
 * @param next the {@code after} parameter of the page that follows; absent on the last one
 */
public record Page<T>(List<T> items, Optional<String> next) {

    public Page {
        items = List.copyOf(items);
    }

    /** Makes a page of at most {@code limit} from rows that were read with {@code limit + 1}: the extra row shows that more follow. */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<? super T, Cursor> cursorOf) {
        if (rows.size() <= limit) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, limit);
        return new Page<>(items, Optional.of(cursorOf.apply(items.getLast()).encode()));
    }

    /** The same page of other items, such as views of rows. */
    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), next);
    }
}
