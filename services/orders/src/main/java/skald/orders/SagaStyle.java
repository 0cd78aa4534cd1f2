package skald.orders;

/** Who carries the orders that are placed from now on to their end. An order keeps the style that it was placed with. */
public enum SagaStyle {
    /** A coordinator in the orders service commands each step. */
    ORCHESTRATION,
    /** The services react to each other's events. */
    CHOREOGRAPHY
}
