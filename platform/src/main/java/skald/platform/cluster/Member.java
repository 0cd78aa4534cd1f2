package skald.platform.cluster;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A process of the cluster that is started again when it ends, because whoever tries out a crash wants to see the recovery. */
final class Member implements AutoCloseable {
    private static final Duration BEFORE_AGAIN = Duration.ofSeconds(1);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private final Consumer<String> says;
    private volatile @Nullable Process process;
    private volatile boolean stopping;

    /**
     * Starts it.
     *
     * @param says is told when it ended and starts again
     */
    Member(String name, List<String> command, Map<String, String> environment, Path log, Consumer<String> says) {
        this.name = name;
        this.command = command;
        this.environment = environment;
        this.log = log;
        this.says = says;
        Process first = start();
        Thread.ofVirtual().name(name + "-watch").start(() -> watch(first));
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        // What configures the whole is not meant for each.
        builder.environment().keySet().removeIf(key -> key.startsWith("SKALD_"));
        builder.environment().putAll(environment);
        try {
            Process started = builder.start();
            process = started;
            return started;
        } catch (IOException e) {
            throw new ClusterException(name + " cannot be started: " + e.getMessage(), e);
        }
    }

    private void watch(Process first) {
        Process current = first;
        while (!stopping) {
            try {
                int exit = current.waitFor();
                if (!stopping) {
                    says.accept(name + " ended (" + exit + "), and starts again; its log: " + log);
                    LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
                    current = stopping ? current : start();
                }
            } catch (InterruptedException _) {
                return;
            } catch (ClusterException e) {
                says.accept(String.valueOf(e.getMessage()));
                return;
            }
        }
    }

    /** Asks it to stop, and returns when it has. */
    @Override
    public void close() {
        stopping = true;
        Process running = process;
        if (running == null) {
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
        } catch (InterruptedException _) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
