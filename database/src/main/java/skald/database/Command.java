package skald.database;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of the operating system and of PostgreSQL, run with an environment that holds no surprises. */
final class Command {
    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final File NOTHING = new File("/dev/null");

    private Command() {}

    /** The program in one of the system's folders. */
    static Optional<String> find(String program) {
        return Stream.of(SYSTEM_PATH.split(":"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    /** Runs a command to its end; what it prints is added to the file. */
    static int run(List<String> command, Path folder, Path output, Duration timeout) throws IOException {
        return finish(prepare(command, folder, output.toFile()).start(), command, timeout);
    }

    /** Whether a short command succeeds; what it prints is dropped. */
    static boolean succeeds(List<String> command) {
        try {
            return finish(prepare(command, Path.of("/"), NOTHING).start(), command, Duration.ofSeconds(10)) == 0;
        } catch (IOException _) {
            return false;
        }
    }

    /**
     * For the memory allocator of glibc; others do not know these names. Each statement of a batch needs some tens of kilobytes
     * for a moment: a server process keeps them for the next one instead of giving the pages back and getting them anew.
     */
    private static final Map<String, String> KEEP_MEMORY = Map.of(
            "MALLOC_TOP_PAD_", "262144", "MALLOC_TRIM_THRESHOLD_", "1048576", "MALLOC_MMAP_THRESHOLD_", "8388608");

    /**
     * A process that reads nothing and prints to the end of a file. It inherits no variable: PGDATA, PGOPTIONS, LC_ALL
     * and the like are for the user's own PostgreSQL, and the working folder need not be one that another user may enter.
     */
    static ProcessBuilder prepare(List<String> command, Path folder, File output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(NOTHING)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("PATH", SYSTEM_PATH, "LC_ALL", "C", "TZ", "UTC"));
        environment.putAll(KEEP_MEMORY);
        return builder;
    }

    /** Not to be interrupted: these commands create databases and stop servers. */
    private static int finish(Process process, List<String> command, Duration timeout) throws IOException {
        process.onExit()
                .completeOnTimeout(process, timeout.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (process.isAlive()) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " did not end within " + timeout.toSeconds() + " seconds");
        }
        return process.exitValue();
    }
}
