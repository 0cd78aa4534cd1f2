package skald.orderviews.domain;

/** What has become of an order's money. */
public enum PaymentStatus {
    NONE,
    AUTHORIZED,
    DECLINED,
    CAPTURED,
    VOIDED,
    PARTIALLY_REFUNDED,
    REFUNDED
}
