package skald.orderviews.domain;

/** What has become of an order's goods. */
public enum Fulfilment {
    UNFULFILLED,
    PARTIALLY_FULFILLED,
    FULFILLED,
    PARTIALLY_RETURNED,
    RETURNED
}
