package skald.toolkit.saga;

import skald.toolkit.Work;

/** A step that the coordinator's own service does, in the transaction that advances the saga. Pure, like a handler. */
@FunctionalInterface
public interface SagaAction<D> {

    /** Does it. */
    void run(D data, Work work);
}
