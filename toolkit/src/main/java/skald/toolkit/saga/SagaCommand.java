package skald.toolkit.saga;

import skald.toolkit.Work;

/**
 * Makes the command of a step, or of its compensation, from the saga's data and the states that the saga names. Pure: it
 * reads from {@code work} and records nothing; the coordinator sends what it returns.
 */
@FunctionalInterface
public interface SagaCommand<D> {

    /** The command. */
    Object from(D data, Work work);
}
