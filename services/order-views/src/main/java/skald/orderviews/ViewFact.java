package skald.orderviews;

import java.util.UUID;
import skald.contracts.Money;

/**
 * What the read model says of an order, for comparison with what the orders service says.
 *
 * @param status the order's lifecycle, such as {@code CONFIRMED}
 */
public record ViewFact(UUID orderId, String status, Money total) {}
