package skald.notifications.application;

/**
 * How handing over a mail ended. Reasons are kept and logged, so they say nothing about the recipient; what a mail server
 * answers often repeats the address.
 */
public sealed interface Delivery {

    /** It is on its way. */
    record Accepted() implements Delivery {}

    /** It will never be accepted: the recipient does not exist, or the mail itself is refused. */
    record Refused(String reason) implements Delivery {}

    /** It was certainly not accepted, for a reason that passes or that an operator can mend. */
    record NotSent(String reason) implements Delivery {}

    /** It may have been accepted. */
    record Unclear(String reason) implements Delivery {}
}
