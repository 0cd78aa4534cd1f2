package skald.toolkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.LogEntry;

/**
 * The most recent committed messages of one lane, kept in memory so that subscribers in the same process need neither a
 * query nor a decoder. A reader that has fallen behind it reads the store instead: the tail may forget, never lie.
 * Thread-safe.
 */
public final class LogTail {
    /** At most so many messages: seconds of full load. */
    public static final int CAPACITY = 4096;
    // They bound the messages when orders have hundreds of lines.
    private static final long MOST_BYTES = 8L << 20;

    private final @Nullable LogEntry[] ring = new @Nullable LogEntry[CAPACITY];
    private long head;
    private int size;
    private long bytes;

    /** Empty, behind the message at {@code head}. */
    public LogTail(long head) {
        this.head = head;
    }

    /** The position of the last message, 0 for none. */
    public synchronized long head() {
        return head;
    }

    /** Adds the messages that follow on {@link #head}, without a gap. */
    public synchronized void append(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            if (size == CAPACITY) {
                forgetOldest();
            }
            head = entry.position();
            ring[slot(head)] = entry;
            size++;
            bytes += entry.body().length;
            while (bytes > MOST_BYTES && size > 1) {
                forgetOldest();
            }
        }
    }

    /** Messages above {@code after}, at most {@code max}, or {@code null} if some of them are forgotten. */
    public synchronized @Nullable List<LogEntry> read(long after, int max) {
        if (after >= head) {
            return List.of();
        }
        if (after < head - size) {
            return null;
        }
        int count = (int) Math.min(max, head - after);
        List<LogEntry> found = new ArrayList<>(count);
        for (long position = after + 1; position <= after + count; position++) {
            found.add(at(position));
        }
        return found;
    }

    private void forgetOldest() {
        long oldest = head - size + 1;
        bytes -= at(oldest).body().length;
        ring[slot(oldest)] = null;
        size--;
    }

    private LogEntry at(long position) {
        LogEntry entry = ring[slot(position)];
        if (entry == null || entry.position() != position) {
            throw new IllegalStateException("log tail lost position " + position);
        }
        return entry;
    }

    private static int slot(long position) {
        return (int) (position % CAPACITY);
    }
}
