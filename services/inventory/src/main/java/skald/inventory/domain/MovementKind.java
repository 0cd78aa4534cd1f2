package skald.inventory.domain;

/** Why a stock item changes. */
public enum MovementKind {
    /** Goods arrive: on hand rises. */
    RECEIPT,
    /** Goods are kept for an order: reserved rises. */
    RESERVATION,
    /** Goods are kept no longer: reserved falls. */
    RELEASE,
    /** Goods that were kept leave: on hand and reserved fall. */
    SALE,
    /** Goods that had left are back: on hand rises. */
    RETURN,
    /** Somebody counted: on hand rises or falls. */
    ADJUSTMENT
}
