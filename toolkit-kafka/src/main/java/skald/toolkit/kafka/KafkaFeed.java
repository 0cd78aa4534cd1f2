package skald.toolkit.kafka;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import skald.toolkit.Feed;
import skald.toolkit.LogTail;
import skald.toolkit.Store.LogEntry;

/**
 * The log of another service as its topic has it. What is new comes through a tail in memory, which {@link TailReader} fills;
 * what lies further back is read from the topic. Thread-safe.
 */
final class KafkaFeed implements Feed, AutoCloseable {
    private static final Logger LOG = System.getLogger(KafkaFeed.class.getName());

    /** A reader is the lane of a service, which has requests to answer and a lease to renew meanwhile. */
    static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration PAUSE_WHEN_AWAY = Duration.ofSeconds(3);
    private static final int ROOM_ENOUGH = LogTail.CAPACITY / 2;

    private final String source;
    private final StoredTopic stored;
    private final List<LogTail> tails;
    /** How far the reader that is furthest has asked. */
    private final List<AtomicLong> asked;
    /** Records that lie behind the tail. */
    private final AtomicLongArray missing;

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long awaySince;
    private volatile boolean away;

    /** @param heads the last message of each lane at the start; the tails begin behind it */
    KafkaFeed(String source, StoredTopic stored, List<Long> heads) {
        this.source = source;
        this.stored = stored;
        this.tails = heads.stream().map(LogTail::new).toList();
        this.asked = heads.stream().map(_ -> new AtomicLong()).toList();
        this.missing = new AtomicLongArray(heads.size());
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int lanes() {
        return tails.size();
    }

    /** With messages that are still to be read from the topic; too high while some of them lie there twice. */
    @Override
    public long head(int lane) {
        return tails.get(lane).head() + missing.get(lane);
    }

    @Override
    public List<LogEntry> read(int lane, long after, int max) {
        asked.get(lane).accumulateAndGet(after, Math::max);
        List<LogEntry> recent = tails.get(lane).read(after, max);
        return recent == null ? readStored(lane, after, max) : recent;
    }

    /** What cannot be read while Kafka is away is not there yet. */
    private List<LogEntry> readStored(int lane, long after, int max) {
        if (away && System.nanoTime() - awaySince < PAUSE_WHEN_AWAY.toNanos()) {
            return List.of();
        }
        try {
            List<LogEntry> read = stored.read(lane, after, max);
            away = false;
            return read;
        } catch (KafkaException e) {
            LOG.log(Level.DEBUG, "the topic of {0} cannot be read for the moment: {1}", source, e.getMessage());
            awaySince = System.nanoTime();
            away = !(e instanceof OffsetOutOfRangeException); // it was emptied this moment
            return List.of();
        }
    }

    @Override
    public long first(int lane) {
        return stored.oldest(lane)
                .map(found -> found.entry().position())
                .orElse(tails.get(lane).head() + 1);
    }

    @Override
    public void onAppend(Runnable signal) {
        listeners.add(signal);
    }

    /** The last position in memory. */
    long tailHead(int lane) {
        return tails.get(lane).head();
    }

    /** Takes messages that follow on {@link #tailHead}. */
    void append(int lane, List<LogEntry> entries) {
        tails.get(lane).append(entries);
        listeners.forEach(Runnable::run);
    }

    /** Says how many records the topic has behind the tail. */
    void behind(int lane, long records) {
        missing.set(lane, records);
    }

    /** Whether the tail may read on: no further ahead of all its readers than it can keep. */
    boolean hasRoom(int lane) {
        return tails.get(lane).head() - asked.get(lane).get() < ROOM_ENOUGH;
    }

    @Override
    public void close() {
        stored.close();
    }
}
