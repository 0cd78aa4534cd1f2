package skald.simulation;

import java.util.EnumSet;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Which faults a run has and how often, drawn per seed: a random half of all, each with a rate of its own. Runs with few
 * kinds of faults go further into each than runs with all of them (swarm testing, Groce et al. 2012).
 */
final class Swarm {
    private final double[] rates = new double[Fault.values().length];

    /** @param without never happen, whatever is drawn */
    Swarm(RandomGenerator random, Set<Fault> without) {
        boolean calm = random.nextInt(16) == 0;
        for (Fault fault : Fault.values()) {
            boolean drawn = random.nextBoolean();
            double rate = fault.highestRate() * Math.pow(0.1, 2 * random.nextDouble());
            rates[fault.ordinal()] = drawn && !calm && !without.contains(fault) ? rate : 0;
        }
    }

    double rate(Fault fault) {
        return rates[fault.ordinal()];
    }

    /** Which ones happen at all. */
    Set<Fault> faults() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        for (Fault fault : Fault.values()) {
            if (rates[fault.ordinal()] > 0) {
                faults.add(fault);
            }
        }
        return faults;
    }
}
