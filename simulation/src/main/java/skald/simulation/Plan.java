package skald.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a run is made of.
 *
 * @param seed draws everything
 * @param without faults that do not happen although the seed draws them
 * @param most what a scenario does at most, such as orders
 */
public record Plan(long seed, Set<Fault> without, int most) {

    /** Everything that the seed draws. */
    public static Plan of(long seed) {
        return new Plan(seed, EnumSet.noneOf(Fault.class), Integer.MAX_VALUE);
    }

    Plan without(Fault fault) {
        Set<Fault> fewer = EnumSet.of(fault);
        fewer.addAll(without);
        return new Plan(seed, fewer, most);
    }

    Plan atMost(int fewer) {
        return new Plan(seed, without, fewer);
    }
}
