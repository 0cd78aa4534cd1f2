package skald.toolkit;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * What the runtime takes from the world, passed in so that a test or a simulation can pass something else.
 *
 * @param clock the time
 * @param ids new ids
 * @param random jitter of pauses; used by one thread at a time per lane
 * @param effects runs the calls to the outside: one virtual thread each in production
 * @param scheduler gives the lanes their turns and makes the calls
 */
public record Environment(InstantSource clock, Ids ids, RandomGenerator random, Executor effects, Scheduler scheduler) {

    /** With threads. */
    public Environment(InstantSource clock, Ids ids, RandomGenerator random, Executor effects) {
        this(clock, ids, random, effects, new ThreadScheduler(effects));
    }
}
