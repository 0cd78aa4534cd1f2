package skald.contracts.orders;

/**
 * A confirmed order that no coordinator carries is to be cancelled and paid back, unless its goods have left already: that
 * is for the shipping service to say, with {@link skald.contracts.shipping.ShipmentCancelled} or
 * {@link skald.contracts.shipping.CancelShipmentRefused}. Key: the order id.
 *
 * @param attempt 1 for the first announcement
 */
public record RecallRequested(String orderId, long attempt) {

    /** The id of the refund that it leads to: there is at most one. */
    public static final String REFUND = "cancellation";
}
