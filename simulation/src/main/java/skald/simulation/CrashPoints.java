package skald.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * The points at which a process can die: before a port call, after its effect and before its answer is known, and after
 * its answer was used. They are counted in the order in which a run passes them, and a plan names those at which to die.
 */
final class CrashPoints {
    private final TreeSet<Long> plan = new TreeSet<>();
    private final boolean listed;
    private final List<String> passed = new ArrayList<>();
    private long count;

    private CrashPoints(boolean listed) {
        this.listed = listed;
    }

    /** Nobody dies. */
    static CrashPoints none() {
        return new CrashPoints(false);
    }

    /** Nobody dies, and the points are listed. */
    static CrashPoints listed() {
        return new CrashPoints(true);
    }

    /** Whoever passes one of these dies. */
    static CrashPoints at(long... points) {
        CrashPoints crashes = new CrashPoints(false);
        for (long point : points) {
            crashes.plan.add(point);
        }
        return crashes;
    }

    /** Whether the process that passes {@code what} dies here. */
    boolean pass(String port, String phase) {
        if (listed) {
            passed.add(port + ' ' + phase);
        }
        return plan.remove(count++);
    }

    /** How many were passed so far. */
    long count() {
        return count;
    }

    /** What was passed, in order. */
    List<String> passed() {
        return Collections.unmodifiableList(passed);
    }

    /** How many of the plan were never reached. */
    int left() {
        return plan.size();
    }
}
