package skald.simulators.carrier;

/** A definite answer of the carrier; all but {@link NotYet} are final and the same for every call with the same key. */
public sealed interface CarrierAnswer {

    /** The answer to a booking. */
    sealed interface Booking extends CarrierAnswer {}

    /** The answer to a cancellation. */
    sealed interface Cancellation extends CarrierAnswer {}

    /** The answer to a dispatch. */
    sealed interface Dispatch extends CarrierAnswer {}

    /** The goods will be collected. */
    record Booked(String trackingCode) implements Booking {}

    /** The carrier does not take this booking. */
    record Refused(String reason) implements Booking {}

    /** The goods do not leave: the answer to a cancellation, and to the dispatch of what was cancelled or refused. */
    record Cancelled() implements Cancellation, Dispatch {}

    /** Too late: the carrier has the goods. */
    record AlreadyDispatched() implements Cancellation {}

    /** The carrier has the goods. */
    record Dispatched(String trackingCode) implements Dispatch {}

    /** Not collected so far: to be asked again with the same key. */
    record NotYet() implements Dispatch {}
}
