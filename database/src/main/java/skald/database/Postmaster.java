package skald.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's main process, which starts and ends all its others. What it says about itself is in its
 * {@code postmaster.pid}: the process number in the first line, and in the eighth whether it accepts connections.
 */
final class Postmaster {
    private static final Duration FAST_STOP = Duration.ofSeconds(60);
    /**
     * For a server whose Skald was killed. A fast shutdown that comes just when it begins to recover from the crash of one of
     * its own processes may go unheard; and nobody waits for a checkpoint, since recovery does the same.
     */
    private static final Duration FAST_STOP_OF_ORPHAN = Duration.ofSeconds(5);

    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(20);
    private static final int EXIT_POLL_MS = 10;
    private static final int STATUS_LINE = 7;

    private Postmaster() {}

    /**
     * Starts PostgreSQL so that the process is PostgreSQL itself: each program before it replaces itself by the next.
     * On Linux the kernel sends it a fast shutdown when the calling thread ends, and so when this JVM is killed.
     */
    static Process start(Cluster cluster, int port, Map<String, String> overrides) throws IOException {
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(cluster.account().prefix());
        Command.find("setpriv").ifPresent(setpriv -> command.addAll(List.of(setpriv, "--pdeathsig", "INT")));
        command.addAll(List.of(
                cluster.binaries().program("postgres").toString(),
                "-D",
                cluster.folder().toString()));
        command.addAll(ServerSettings.arguments(port, overrides));
        return Command.prepare(command, cluster.home(), cluster.log().file().toFile())
                .start();
    }

    /** Whether this process says that it accepts connections. */
    static boolean isReady(Cluster cluster, Process process) throws IOException {
        List<String> lines = statusLines(cluster);
        return lines.size() > STATUS_LINE
                && lines.getFirst().equals(Long.toString(process.pid()))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    /**
     * Stops a server that a killed Skald left running on the cluster. The caller holds the data folder's lock, so no
     * living Skald uses that server.
     */
    static void stopOrphan(Cluster cluster) throws IOException {
        List<String> lines = statusLines(cluster);
        if (lines.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(lines.getFirst()));
        if (process.isEmpty()) {
            return; // PostgreSQL itself clears away the file of a process that is gone.
        }
        Optional<String[]> arguments = process.get().info().arguments();
        boolean running = isRunning(process.get());
        if (running && arguments.isEmpty()) {
            return; // The system does not show it to us; PostgreSQL decides, and says why if it refuses.
        }
        if (running && Arrays.asList(arguments.get()).contains(cluster.folder().toString())) {
            stop(process.get(), FAST_STOP_OF_ORPHAN);
        } else {
            // The number belongs to another program, as after a restart of a container, or to a dead process that
            // nobody
            // has buried. PostgreSQL would refuse to start. Without the file it still makes sure that no process is
            // attached to the cluster's memory.
            Files.deleteIfExists(pidFile(cluster));
        }
    }

    /** Stops fast: open transactions are rolled back, then a checkpoint. If that takes too long, without the checkpoint. */
    static void stop(ProcessHandle process) {
        stop(process, FAST_STOP);
    }

    private static void stop(ProcessHandle process, Duration fast) {
        if (!signalled(process, "INT", fast) && !signalled(process, "QUIT", IMMEDIATE_STOP)) {
            throw new DatabaseException(
                    "PostgreSQL (pid %d) does not stop. Look at its log, server.log in the data folder's postgres folder; end it by hand with: kill -QUIT %d"
                            .formatted(process.pid(), process.pid()));
        }
    }

    private static boolean signalled(ProcessHandle process, String signal, Duration patience) {
        Command.succeeds(List.of("/bin/sh", "-c", "kill -" + signal + " " + process.pid()));
        long deadline = System.nanoTime() + patience.toNanos();
        while (isRunning(process) && System.nanoTime() < deadline) {
            // Not to be interrupted: half a stop is a crash.
            process.onExit()
                    .completeOnTimeout(process, EXIT_POLL_MS, TimeUnit.MILLISECONDS)
                    .join();
        }
        return !isRunning(process);
    }

    /** A dead process stays a "zombie" until its parent asks for its end, in many containers for ever. */
    private static boolean isRunning(ProcessHandle process) {
        try {
            String status = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return process.isAlive() && status.charAt(status.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException _) {
            return process.isAlive(); // Gone this moment, or a system without /proc.
        }
    }

    /**
     * Programs that give PostgreSQL a session of its own, so that Ctrl-C in a terminal reaches Skald alone, which stops
     * its services before their database. Perl is for systems without setsid, as macOS.
     */
    private static List<String> ownSession() {
        return Command.find("setsid")
                .map(List::of)
                .or(() -> Command.find("perl")
                        .map(perl -> List.of(perl, "-MPOSIX", "-e", "POSIX::setsid(); exec { $ARGV[0] } @ARGV")))
                .orElse(List.of());
    }

    private static List<String> statusLines(Cluster cluster) throws IOException {
        try {
            return Files.readAllLines(pidFile(cluster));
        } catch (NoSuchFileException _) {
            return List.of();
        }
    }

    private static Path pidFile(Cluster cluster) {
        return cluster.folder().resolve("postmaster.pid");
    }
}
