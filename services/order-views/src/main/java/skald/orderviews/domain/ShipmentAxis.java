package skald.orderviews.domain;

import org.jspecify.annotations.Nullable;

/** What the shipping service tells of an order. Every change may be applied again without effect. */
public record ShipmentAxis(@Nullable String bookedCode, boolean dispatched, boolean delivered, boolean cancelled) {

    static ShipmentAxis none() {
        return new ShipmentAxis(null, false, false, false);
    }

    /** Under which code the goods travel, if they will or do. */
    public @Nullable String trackingCode() {
        return cancelled && !dispatched ? null : bookedCode;
    }

    ShipmentAxis booked(String code) {
        return new ShipmentAxis(code, dispatched, delivered, cancelled);
    }

    ShipmentAxis sent(String code) {
        return new ShipmentAxis(code, true, delivered, cancelled);
    }

    ShipmentAxis arrived() {
        return new ShipmentAxis(bookedCode, true, true, cancelled);
    }

    ShipmentAxis withdrawn() {
        return new ShipmentAxis(bookedCode, dispatched, delivered, true);
    }
}
