package skald.contracts.inventory;

import java.util.List;

/** There is not enough of some products, or the hold is over; nothing is held. Key: the order id. */
public record StockRefused(String orderId, String reason, List<String> skus) {}
