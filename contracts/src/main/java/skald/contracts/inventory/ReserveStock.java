package skald.contracts.inventory;

import java.util.List;
import skald.contracts.Line;

/** Command: hold these quantities for an order, all or none. Answer: {@link StockReserved} or {@link StockRefused}. Key: the order id. */
public record ReserveStock(String orderId, List<Line> lines) {}
