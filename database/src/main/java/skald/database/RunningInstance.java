package skald.database;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Skald process that uses a data folder.
 *
 * @param startedAt when the process started, which tells it from a later process with the same number
 * @param url where it answers, once it does
 */
public record RunningInstance(long pid, Optional<Instant> startedAt, Optional<URI> url) {
    // The system computes start times from its boot time, which clock corrections move a little.
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    static RunningInstance thisProcess(Optional<URI> url) {
        ProcessHandle process = ProcessHandle.current();
        return new RunningInstance(process.pid(), process.info().startInstant(), url);
    }

    /** Reads what {@link #text} wrote; empty when it is not that, as in the moment before the holder has written it. */
    static Optional<RunningInstance> read(String text) {
        Map<String, String> fields = new HashMap<>();
        text.lines().forEach(line -> {
            int separator = line.indexOf('=');
            if (separator > 0) {
                fields.put(line.substring(0, separator), line.substring(separator + 1));
            }
        });
        try {
            return Optional.ofNullable(fields.get("pid"))
                    .map(pid -> new RunningInstance(
                            Long.parseLong(pid),
                            Optional.ofNullable(fields.get("startedAt")).map(Instant::parse),
                            Optional.ofNullable(fields.get("url")).map(URI::create)));
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    String text() {
        StringBuilder text = new StringBuilder("pid=" + pid + "\n");
        startedAt.ifPresent(instant -> text.append("startedAt=").append(instant).append('\n'));
        url.ifPresent(address -> text.append("url=").append(address).append('\n'));
        return text.toString();
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).filter(this::isSameProcess).isPresent();
    }

    String description() {
        return "another Skald (pid " + pid
                + url.map(address -> ", at " + address).orElse("") + ")";
    }

    private boolean isSameProcess(ProcessHandle process) {
        Optional<Instant> started = process.info().startInstant();
        return started.isEmpty()
                || startedAt.isEmpty()
                || Duration.between(started.get(), startedAt.get()).abs().compareTo(CLOCK_TOLERANCE) < 0;
    }
}
