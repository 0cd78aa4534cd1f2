package skald.contracts;

/** So many of one product, as part of an order, a reservation or a shipment. */
public record Line(String sku, long quantity) {}
