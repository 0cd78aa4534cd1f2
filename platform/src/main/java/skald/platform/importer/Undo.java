package skald.platform.importer;

import java.util.Map;

/**
 * What an invoice takes back of one order.
 *
 * @param by the invoice
 * @param quantities units by SKU
 * @param whole whether this is all that was ordered
 */
record Undo(Invoice by, PlacedOrder order, Map<String, Long> quantities, boolean whole) {}
