package skald.toolkit.participant;

import java.time.Instant;
import skald.toolkit.States;
import skald.toolkit.Tx;

/** Port to what a service remembers of its steps in other services' sagas. */
public interface StepMemories extends States<StepKey, StepMemory> {

    /**
     * Forgets steps whose last answer was given before {@code before}, oldest first, at most {@code max}. A command that is
     * repeated after that is done again, so it must be older than any saga lives.
     *
     * @return how many
     */
    int forget(Tx tx, Instant before, int max);
}
