package skald.shipping.domain;

import java.util.List;
import java.util.UUID;
import skald.contracts.Address;
import skald.contracts.Line;

/**
 * What is known of an order that no coordinator carries, as long as only one half of it is: where it goes comes from
 * another log than the news that its goods are held, so either may be heard first. With the second half the shipment is
 * booked and this is forgotten.
 */
public sealed interface PendingOrder {

    /** These goods go there, once they are held. {@code userId} says when to forget the address. */
    record Announced(UUID userId, Address shipTo, List<Line> lines) implements PendingOrder {
        /** Copies the list. */
        public Announced {
            lines = List.copyOf(lines);
        }
    }

    /** Its goods are held; where they go is still under way. */
    record Held() implements PendingOrder {}
}
