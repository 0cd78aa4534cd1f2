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
 * @param command does the same once more
 */
public record ChaosReport(
        long seed,
        int acknowledged,
        int kills,
        Duration took,
        List<String> findings,
        Optional<Path> evidence,
        String command) {

    /** The report for people. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("%d orders acknowledged, %d kills, %.1f s, seed %d: %s"
                .formatted(
                        acknowledged,
                        kills,
                        took.toMillis() / 1000.0,
                        seed,
                        clean() ? "nothing is wrong" : findings.size() + " findings"));
        findings.forEach(finding -> text.append('\n').append(finding));
        evidence.ifPresent(folder -> text.append("\nThe data and the log: ")
                .append(folder)
                .append("\nThe same again: ")
                .append(command));
        return text.toString();
    }

    /** Whether nothing is wrong. */
    public boolean clean() {
        return findings.isEmpty();
    }
}
