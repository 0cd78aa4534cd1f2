package skald.platform.importer;

/**
 * An invoice that is an order in Skald.
 *
 * @param replayed whether an earlier run had placed it
 */
record PlacedOrder(Invoice invoice, String orderId, boolean replayed) {}
