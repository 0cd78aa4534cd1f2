package skald.shipping.application;

import java.time.Instant;

/** What the carrier is told about its report. */
public sealed interface DeliveryReply {

    /** Noted, now or before. */
    record DeliveryNoted(String orderId, Instant deliveredAt) implements DeliveryReply {}

    /** The goods have not left: {@code status} says how the shipment stands. */
    record DeliveryRefused(String orderId, String status) implements DeliveryReply {}

    /** There is no such shipment. */
    record NoSuchShipment(String orderId) implements DeliveryReply {}
}
