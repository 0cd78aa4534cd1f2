package skald.toolkit;

import java.util.List;

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

    /** Has {@code signal} called after every commit that appended something; it must return at once. */
    void onAppend(Runnable signal);
}
