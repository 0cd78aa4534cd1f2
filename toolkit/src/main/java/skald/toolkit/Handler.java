package skald.toolkit;

/**
 * What a service does with one kind of message. The runtime calls it for a whole batch: first {@link #needs} of every
 * message, then one load per kind of state, then {@link #decide} of each message in order.
 *
 * <p>Both methods are pure: no I/O, no clock, no randomness, no memory of their own. Time and ids come from the
 * {@link Work}. A refusal is a value (a reply or an event); an exception means a defect, takes this message out of the
 * batch and parks it as a dead letter.
 */
public interface Handler<B> {

    /** Names every state that {@link #decide} may read or write. */
    void needs(Message<B> message, Needs needs);

    /** Decides one message: reads the states that were named and records the changes in {@code work}. */
    void decide(Message<B> message, Work work);
}
