package skald.platform.bench;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * The machine that a benchmark runs on.
 *
 * @param loadAverage of the last minute before the benchmark; negative if the system does not tell
 * @param maxHeapMb the largest heap that this JVM may use
 */
public record Machine(int processors, double loadAverage, String system, String java, long maxHeapMb) {

    // Of each processor: more than what an idle desktop does.
    private static final double BUSY = 0.25;

    /** This one, now. */
    public static Machine now() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                system.getName() + " " + system.getVersion() + " " + system.getArch(),
                Runtime.version().toString(),
                Runtime.getRuntime().maxMemory() >> 20);
    }

    /** What to tell if something else is at work, since the figures are worth less then. */
    public Optional<String> warning() {
        return loadAverage < BUSY * processors
                ? Optional.empty()
                : Optional.of(
                        "Note: the machine is busy (load average %.2f on %d processors): figures are lower and noisier than on an idle one."
                                .formatted(loadAverage, processors));
    }
}
