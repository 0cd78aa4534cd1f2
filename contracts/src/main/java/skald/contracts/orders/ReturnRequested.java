package skald.contracts.orders;

import java.util.List;
import skald.contracts.Line;
import skald.contracts.Money;

/** The customer sends goods back. Key: the order id. */
public record ReturnRequested(String orderId, String userId, String returnId, List<Line> lines, Money refund) {}
