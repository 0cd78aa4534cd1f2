package skald.orderviews.domain;

import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.PricedLine;

/**
 * What was ordered and for whom: written once with the order, then only changed by its customer's name or erasure.
 *
 * @param reference the customer's own words for the order
 */
public record OrderDetails(
        UUID orderId,
        List<PricedLine> lines,
        @Nullable Address shipTo,
        @Nullable String reference,
        @Nullable String customerName) {

    public OrderDetails {
        lines = List.copyOf(lines);
    }

    /** The details of an order as it was placed. */
    public static OrderDetails of(UUID orderId, OrderPlaced placed, Customer customer) {
        return new OrderDetails(orderId, placed.lines(), placed.shipTo(), placed.reference(), null).of(customer);
    }

    /** The same with what is known of the customer now. */
    public OrderDetails of(Customer customer) {
        return customer.erased()
                ? new OrderDetails(orderId, lines, null, null, null)
                : new OrderDetails(orderId, lines, shipTo, reference, customer.name());
    }

    /** The words by which the goods are found. */
    public SortedSet<String> goodsWords() {
        return Words.of(lines.stream().flatMap(line -> Stream.of(line.sku(), line.name())));
    }

    /** The words by which the customer's own data are found: erased with them. */
    public SortedSet<String> personalWords() {
        return Words.of(Stream.of(reference, customerName, shipTo == null ? null : shipTo.city()));
    }
}
