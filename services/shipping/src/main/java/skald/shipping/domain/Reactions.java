package skald.shipping.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a shipment makes of the events of an order that no coordinator carries, where it is more than one of the {@link Commands}. */
public final class Reactions {
    private Reactions() {}

    /**
     * The order's goods are held, and its shipment was heard of before. Nothing is said while the carrier decides whether
     * it is cancelled: the others would take a refusal for the last word, and the cancellation's own answer tells them.
     */
    public static Decision goodsHeld(Shipment shipment) {
        return shipment.isBeingCancelled() ? Decision.quietly(shipment) : Commands.bookAgain(shipment);
    }

    /**
     * The order's goods are refused. If they were held before and their hold is over, a shipment may be booked: it is
     * cancelled. Goods that are to be collected are not concerned.
     */
    public static Decision goodsRefused(@Nullable Shipment shipment, UUID orderId) {
        return shipment != null && shipment.isUnderWay() && !shipment.dispatchAsked()
                ? Commands.cancel(shipment, orderId)
                : Decision.quietly(shipment);
    }
}
