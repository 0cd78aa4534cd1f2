package skald.toolkit;

/**
 * A transaction of a {@link Store}. Adapters of the same technology know how to look inside. Not thread-safe. Closing
 * it without {@link #commit} rolls back.
 */
public interface Tx extends AutoCloseable {

    /** Makes everything written durable and visible at once. */
    void commit();

    @Override
    void close();
}
