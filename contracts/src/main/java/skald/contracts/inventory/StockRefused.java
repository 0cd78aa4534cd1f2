package skald.contracts.inventory;

import java.util.List;

/**
 * A command about the order's stock changes nothing: there is not enough of some products, the hold is over, the goods
 * have left already, or more would come back than has left. Key: the order id.
 *
 * @param skus the products that there is not enough of, if that is the reason
 */
public record StockRefused(String orderId, String reason, List<String> skus) {}
