package skald.toolkit.saga;

import skald.toolkit.Work;

/** The compensation of a local step, in the transaction that advances the saga. Pure, like a handler. */
@FunctionalInterface
public interface SagaUndo<D> {

    /** Undoes it. {@code reason} says in words why the saga goes backwards. */
    void run(D data, Cause cause, String reason, Work work);
}
