package skald.contracts.inventory;

import java.util.List;
import skald.contracts.Line;

/**
 * Command: goods of an order came back and can be sold again. Answer: {@link StockReturned}, or {@link StockRefused} if
 * more would come back than has left. Key: the order id.
 */
public record ReturnStock(String orderId, String returnId, List<Line> lines) {}
