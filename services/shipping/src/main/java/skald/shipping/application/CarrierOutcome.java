package skald.shipping.application;

/** The carrier's answers as messages. */
public sealed interface CarrierOutcome {

    /** The shipment's order. */
    String orderId();

    /** It will be collected. */
    record BookingMade(String orderId, String trackingCode) implements CarrierOutcome {}

    /** It is not taken. */
    record BookingRefused(String orderId, String reason) implements CarrierOutcome {}

    /** It will not be collected. */
    record CancellationMade(String orderId) implements CarrierOutcome {}

    /** It was collected before. */
    record CancellationRefused(String orderId) implements CarrierOutcome {}

    /** It is collected. */
    record DispatchMade(String orderId, String trackingCode) implements CarrierOutcome {}

    /** It was cancelled before. */
    record DispatchRefused(String orderId) implements CarrierOutcome {}
}
