package skald.orderviews.application;

import java.util.UUID;
import skald.orderviews.domain.Customer;
import skald.orderviews.domain.OrderDetails;

/** A row on its way to the details of orders. */
public sealed interface DetailsChange {

    /** A new order; one that is there already is left alone. */
    record Added(UUID userId, OrderDetails details) implements DetailsChange {}

    /** All orders of a user get what is known of the user now; an erased one's orders lose all personal data. */
    record OfCustomer(UUID userId, Customer customer) implements DetailsChange {}
}
