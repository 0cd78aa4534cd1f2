package skald.platform.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param acknowledged orders that Skald acknowledged
 * @param kills strikes that were made
 * @param took from the first start to the last look
 * @param findings what is wrong, in sentences; empty if all is well
 * @param evidence the folder with the data and the log, kept if something is wrong
 */
public record ChaosReport(
        long seed, int acknowledged, int kills, Duration took, List<String> findings, Optional<Path> evidence) {

    /** Whether nothing is wrong. */
    public boolean clean() {
        return findings.isEmpty();
    }
}
