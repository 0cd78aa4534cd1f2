package skald.orderviews.application;

import java.util.Map;
import java.util.function.Predicate;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Tx;

/**
 * Port to the generations of the read model: one serves and stays current, the next may be built beside it. Generations
 * are numbered from 1. Thread-safe; a {@link Tx} is not.
 */
public interface Generations {

    /** The one that serves. */
    long active();

    /** Where the service writes: whatever generation is active, for as long as a transaction lasts. */
    Tables current();

    /** Where a rebuild writes. */
    Tables building(long generation);

    Tx begin();

    /** Empties a generation that does not serve, and forgets how far it was built. */
    void clear(long generation);

    /** How far a generation was built from each log; until the end of the transaction nobody else builds it. */
    Map<SourceLane, Long> built(Tx tx, long generation);

    /** Notes how far it was built, in the transaction of the rows. */
    void note(Tx tx, long generation, Map<SourceLane, Long> positions);

    /** How far the active generation has certainly consumed each log, as far as the store knows it. */
    Map<SourceLane, Long> consumed(Tx tx);

    /**
     * Makes a generation the active one: waits for the batches under way, holds new ones and the queries, has the rest
     * built in one transaction and swaps in it.
     *
     * @param catchUp builds what is missing; {@code false} if that was too much at once
     * @return whether the generation is active now; if not, nothing happened
     */
    boolean swap(long generation, Predicate<Tx> catchUp);
}
