package skald.inventory;

/**
 * What an audit must know about one product's stock. All of it is true at one moment.
 *
 * @param receipts sum of all receipts, and so on for the other kinds of movements; adjustments may be negative
 * @param activeReserved what the reservations that are held or committed keep of it, in all
 */
public record StockFact(
        String sku,
        long onHand,
        long reserved,
        long receipts,
        long returns,
        long sales,
        long adjustments,
        long activeReserved) {}
