package skald.simulators.gateway;

/** A definite answer of the gateway: final, and the same for every call with the same key. */
public sealed interface Answer {

    /** It is done. */
    record Approved() implements Answer {}

    /** It is not done and never will be under this key. */
    record Declined(String reason) implements Answer {}
}
