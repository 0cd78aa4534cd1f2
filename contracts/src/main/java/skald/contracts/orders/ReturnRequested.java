package skald.contracts.orders;

import java.util.List;
import org.jspecify.annotations.Nullable;
import skald.contracts.Line;
import skald.contracts.Money;

/**
 * The customer sends goods back. Key: the order id.
 *
 * @param attempt {@code null} if a coordinator has the refund paid and the goods put back; otherwise each service does its
 *     part by itself, and this is 1 for the first announcement
 */
public record ReturnRequested(
        String orderId,
        String userId,
        String returnId,
        List<Line> lines,
        Money refund,
        @Nullable Long attempt) {

    /** Of an order that a coordinator carries. */
    public ReturnRequested(String orderId, String userId, String returnId, List<Line> lines, Money refund) {
        this(orderId, userId, returnId, lines, refund, null);
    }
}
