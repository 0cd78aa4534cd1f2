package skald.simulation;

import java.util.List;
import java.util.Set;

/**
 * What became of one run.
 *
 * @param hash of everything that happened: the same plan gives the same hash
 * @param events how much happened
 * @param faults the kinds of faults that were drawn
 * @param broken what is wrong at its end; empty if nothing is
 * @param trace what happened, a line each, if it was asked for
 */
public record Run(Plan plan, long hash, long events, Set<Fault> faults, List<String> broken, List<String> trace) {

    /** Whether nothing is broken. */
    public boolean isSound() {
        return broken.isEmpty();
    }
}
