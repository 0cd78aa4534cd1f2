package skald.platform.cli;

/** How data is written. */
enum Format {
    /** For people. */
    TABLE,
    /** One JSON value. */
    JSON,
    /** One JSON value per line. */
    JSONL;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
