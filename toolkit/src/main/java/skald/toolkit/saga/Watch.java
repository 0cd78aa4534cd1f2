package skald.toolkit.saga;

import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * How long a step is waited for. A saga that waits for one step keeps this in its row's own columns; only one that waits
 * for several keeps a list.
 *
 * @param attempts how often its command was sent
 * @param dueAt when it is looked at again
 */
record Watch(int attempts, Instant dueAt) {

    /** The watches of the steps under way, by the places of these. */
    static @Nullable Watch[] read(SagaInstance saga, StepState[] states) {
        @Nullable Watch[] watches = new Watch[states.length];
        if (saga.branches() == null) {
            for (int i = 0; i < states.length; i++) {
                if (states[i].isPending()) {
                    watches[i] = new Watch(saga.attempts(), saga.dueAt());
                }
            }
            return watches;
        }
        for (String branch : saga.branches().split(";")) {
            String[] parts = branch.split(":", 3);
            watches[Integer.parseInt(parts[0])] = new Watch(Integer.parseInt(parts[1]), Instant.parse(parts[2]));
        }
        return watches;
    }

    /** {@code null} unless there are several. */
    static @Nullable String write(StepState[] states, @Nullable Watch[] watches) {
        int count = 0;
        for (Watch watch : watches) {
            count += watch == null ? 0 : 1;
        }
        if (count < 2) {
            return null;
        }
        StringJoiner branches = new StringJoiner(";");
        for (int i = 0; i < states.length; i++) {
            Watch watch = watches[i];
            if (watch != null) {
                branches.add(i + ":" + watch.attempts() + ':' + watch.dueAt());
            }
        }
        return branches.toString();
    }

    /** The step under way that an operator should see: a stuck one, or else the one that is due first; -1 if none is. */
    static int foremost(StepState[] states, @Nullable Watch[] watches) {
        int found = -1;
        for (int i = 0; i < states.length; i++) {
            Watch watch = watches[i];
            if (watch == null) {
                continue;
            }
            Watch best = found < 0 ? null : watches[found];
            boolean better = best == null
                    || states[i].isStuck() && !states[found].isStuck()
                    || states[i].isStuck() == states[found].isStuck()
                            && watch.dueAt().isBefore(best.dueAt());
            found = better ? i : found;
        }
        return found;
    }
}
