package skald.platform.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a strike kills, as {@code kill -9} does: without a warning. */
public enum Target {
    /** The process of all services and the PostgreSQL beside it, at the same moment. */
    EVERYTHING("Skald and its PostgreSQL"),
    /** The process of all services; its PostgreSQL is left to itself. */
    PROCESS("Skald"),
    /** PostgreSQL's main process, while the services go on. Commits that are under way are still answered. */
    POSTGRES("PostgreSQL"),
    /** All processes that serve connections, also in the middle of a commit; PostgreSQL then restarts itself. */
    BACKENDS("PostgreSQL's backends");

    private static final Path PROCESSES = Path.of("/proc/self");

    private final String text;

    Target(String text) {
        this.text = text;
    }

    /** Those that can be killed here: backends are told from their names in {@code /proc}, which Linux has. */
    public static List<Target> possible() {
        return Files.isDirectory(PROCESSES) ? List.of(values()) : List.of(EVERYTHING, PROCESS, POSTGRES);
    }

    boolean endsTheProcess() {
        return this == EVERYTHING || this == PROCESS;
    }

    /** In a sentence. */
    String text() {
        return text;
    }
}
