package skald.platform.chaos;

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

    private final String text;

    Target(String text) {
        this.text = text;
    }

    boolean endsTheProcess() {
        return this == EVERYTHING || this == PROCESS;
    }

    /** In a sentence. */
    String text() {
        return text;
    }
}
