package skald.contracts.orders;

/** A line of an order with the name and the price (minor units of the order's currency) of the product at placement. */
public record PricedLine(String sku, String name, long quantity, long price) {}
