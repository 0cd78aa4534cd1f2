package skald.toolkit.saga;

/** What became of the wish to cancel a saga. */
public enum Cancellation {
    /** It goes backwards from now on. */
    ACCEPTED,
    /** It went backwards already. */
    ALREADY_BACKWARDS,
    /** Its pivot is under way or done: it only goes forward. */
    PAST_PIVOT,
    /** It is at its end. */
    FINISHED,
    /** There is no such saga. */
    NOT_FOUND
}
