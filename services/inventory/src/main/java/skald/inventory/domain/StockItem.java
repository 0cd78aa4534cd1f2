package skald.inventory.domain;

/**
 * How much of a product there is. Every product of the catalogue has one, from its first definition on.
 *
 * @param onHand what lies in the warehouse
 * @param reserved the part of it that is kept for orders: {@code 0 ≤ reserved ≤ onHand}
 */
public record StockItem(String sku, long onHand, long reserved) {

    /** Refuses a state that breaks the invariant: whoever asks for it decided wrongly. */
    public StockItem {
        if (reserved < 0 || reserved > onHand) {
            throw new IllegalStateException(
                    "of " + sku + ", " + reserved + " cannot be reserved with " + onHand + " on hand");
        }
    }

    /** None of it yet. */
    public static StockItem none(String sku) {
        return new StockItem(sku, 0, 0);
    }

    /** What can still be kept for an order. */
    public long available() {
        return onHand - reserved;
    }

    /** The item once {@code movement} has happened. */
    public StockItem after(Movement movement) {
        long quantity = movement.quantity();
        return switch (movement.kind()) {
            case RECEIPT, RETURN, ADJUSTMENT -> new StockItem(sku, Math.addExact(onHand, quantity), reserved);
            case RESERVATION -> new StockItem(sku, onHand, Math.addExact(reserved, quantity));
            case RELEASE -> new StockItem(sku, onHand, Math.subtractExact(reserved, quantity));
            case SALE ->
                new StockItem(sku, Math.subtractExact(onHand, quantity), Math.subtractExact(reserved, quantity));
        };
    }

    /** Whether {@code movement} leaves enough for what is reserved. */
    public boolean allows(Movement movement) {
        return movement.kind() != MovementKind.ADJUSTMENT || movement.quantity() >= -available();
    }
}
