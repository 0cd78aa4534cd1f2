package skald.inventory.domain;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is decided about an order's goods.
 *
 * @param reservation as it is from now on; {@code null} if there is none
 * @param movements what happens to the stock
 * @param messages the answer and the events to publish, in order
 */
public record Decided(@Nullable Reservation reservation, List<Movement> movements, List<Object> messages) {
    /** Copies the lists. */
    public Decided {
        movements = List.copyOf(movements);
        messages = List.copyOf(messages);
    }

    /** What is decided if {@code next} is decided right after this. */
    Decided and(Decided next) {
        return new Decided(next.reservation, joined(movements, next.movements), joined(messages, next.messages));
    }

    private static <T> List<T> joined(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }
}
