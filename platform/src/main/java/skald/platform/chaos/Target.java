package skald.platform.chaos;

/** What a strike kills, as {@code kill -9} does: without a warning. */
public enum Target {
    /** The process of all services and the PostgreSQL beside it, at the same moment. */
    EVERYTHING("Skald and its PostgreSQL"),
    /** The process of all services; its PostgreSQL is left to itself. */
    PROCESS("Skald"),
    /** PostgreSQL, while the services go on. */
    POSTGRES("PostgreSQL");

    private final String text;

    Target(String text) {
        this.text = text;
    }

    boolean endsTheProcess() {
        return this != POSTGRES;
    }

    /** In a sentence. */
    String text() {
        return text;
    }
}
