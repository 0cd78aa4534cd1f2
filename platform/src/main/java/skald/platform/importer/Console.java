package skald.platform.importer;

/** Tells people how a long job goes. Thread-safe. */
public interface Console {

    /** A message of one line. */
    void say(String message);

    /** Begins a part of the job that has {@code total} steps. */
    Progress begin(String name, long total);

    /** A part of the job that is under way; closed when it is done. */
    interface Progress extends AutoCloseable {
        void step();

        @Override
        void close();
    }

    /** Tells nothing. */
    static Console silent() {
        return new Console() {
            @Override
            public void say(String message) {}

            @Override
            public Progress begin(String name, long total) {
                return new Progress() {
                    @Override
                    public void step() {}

                    @Override
                    public void close() {}
                };
            }
        };
    }
}
