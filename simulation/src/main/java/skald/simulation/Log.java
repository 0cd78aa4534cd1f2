package skald.simulation;

import java.util.List;
import skald.toolkit.Store.LogEntry;

/** What a machine's service has committed to its log, wherever the service itself is now. */
public interface Log {

    /** The position of the last message of {@code lane}. */
    long head(int lane);

    /** Messages of {@code lane} above {@code after}. */
    List<LogEntry> read(int lane, long after, int max);
}
