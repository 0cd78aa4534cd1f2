package skald.contracts.orders;

import java.util.List;
import skald.contracts.Line;
import skald.contracts.Money;

/** Returned goods are in stock again and their price is refunded. {@code whole} says that nothing of the order is left with the customer. Key: the order id. */
public record OrderReturned(
        String orderId, String userId, String returnId, List<Line> lines, Money refund, boolean whole) {}
