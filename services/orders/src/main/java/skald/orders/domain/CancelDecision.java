package skald.orders.domain;

/** The answer to the wish to cancel an order. */
public sealed interface CancelDecision {

    /** It is being carried through: its saga has to turn around. */
    record TurnAround() implements CancelDecision {}

    /** It is confirmed and has not left: a cancellation can begin. */
    record Begin() implements CancelDecision {}

    /** A cancellation is under way, or done: nothing new happens. */
    record Already() implements CancelDecision {}

    /** It cannot be cancelled. */
    record Refused(String code, String reason) implements CancelDecision {}
}
