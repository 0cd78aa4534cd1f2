package skald.toolkit;

import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Port to the log of a service as others read it: in one process the log itself (from memory while the reader keeps up,
 * from the store otherwise), across processes a transport. Thread-safe.
 */
public interface Feed {

    /** Whose log it is. */
    String source();

    /** How many lanes it has. */
    int lanes();

    /** The position of the last message of {@code lane} that is committed, 0 for none. */
    long head(int lane);

    /** Committed messages of {@code lane} above {@code after}, in order and without gaps, at most {@code max}. */
    List<Store.LogEntry> read(int lane, long after, int max);

    /**
     * The position of the oldest message of {@code lane} that can still be read; one above its head if there is none. A
     * feed that forgets nothing begins with 1.
     */
    default long first(int lane) {
        return 1;
    }

    /**
     * Keeps messages from being forgotten before a reader has consumed them. A feed that forgets nothing has nothing to do.
     *
     * @param consumed how far that reader has consumed a lane, durably
     */
    default void keepFor(IntToLongFunction consumed) {}

    /** Has {@code signal} called after every commit that appended something; it must return at once. */
    void onAppend(Runnable signal);
}
