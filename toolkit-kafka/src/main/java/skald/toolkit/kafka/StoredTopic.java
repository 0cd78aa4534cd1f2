package skald.toolkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.LogForgottenException;
import skald.toolkit.Store.LogEntry;

/**
 * A topic read by position, wherever in it a position lies.
 *
 * <p>Positions rise with the offsets as long as nothing goes wrong, and then the place of a position is found at once or by
 * halving. What went wrong leaves messages twice, never out: a relay goes on behind what it finds in the topic, or from the
 * beginning of its log. So whoever reads a partition from its beginning and takes nothing but the next position finds them
 * all; that is done where the short way fails. Thread-safe.
 */
final class StoredTopic implements AutoCloseable {

    /** A message of ours and where it lies. */
    record Located(long offset, LogEntry entry) {}

    /** The part of a lane that was read last: whoever goes on there needs no search, and often no question. */
    private record Chunk(long after, List<LogEntry> entries, long nextOffset) {
        long last() {
            return after + entries.size();
        }
    }

    private static final Duration POLL = Duration.ofMillis(100);
    /**
     * Records at the end of a partition among which the newest of ours is, unless somebody else writes there: more than a
     * writer has on its way, which may lie there twice.
     */
    private static final int MOST_FOREIGN = 1_100;
    /** Some batches of a lane, and what bounds them if messages are large. */
    private static final int CHUNK = 1_000;

    /** A partition is emptied once or twice, not all the time. */
    private static final int MOST_LOOKS = 5;

    private static final int CHUNK_BYTES = 4 << 20;
    /** Also for a search, which needs one message of it. */
    private static final int FETCH_BYTES = 256 << 10;

    private final String source;
    private final String topic;
    private final Duration patience;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<Integer, Chunk> chunks = new HashMap<>();

    /**
     * The topic of {@code source}.
     *
     * @param patience with a broker that does not answer; then every method throws a {@code TimeoutException} of Kafka's
     */
    StoredTopic(String source, KafkaSettings settings, Duration patience) {
        this.source = source;
        this.topic = settings.topic(source);
        this.patience = patience;
        Map<String, Object> properties = settings.consumer();
        properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        // The client fetches ahead: at the end of one lane it would wait for more before it can ask for another one.
        properties.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** The offset of the first record of a lane that is still there. */
    synchronized long begin(int lane) {
        TopicPartition partition = partition(lane);
        return consumer.beginningOffsets(Set.of(partition)).get(partition);
    }

    /** The offset that the next record of a lane gets. */
    synchronized long end(int lane) {
        TopicPartition partition = partition(lane);
        return consumer.endOffsets(Set.of(partition)).get(partition);
    }

    /** The first message of a lane that is still there. */
    synchronized Optional<Located> oldest(int lane) {
        return whileItChanges(() -> Optional.ofNullable(new Scan(partition(lane), begin(lane), end(lane)).next()));
    }

    /**
     * The message of a lane with the highest position.
     *
     * @throws TransportException if somebody else's records hide it
     */
    synchronized Optional<Located> newest(int lane) {
        return whileItChanges(() -> last(lane));
    }

    private Optional<Located> last(int lane) {
        long begin = begin(lane);
        long end = end(lane);
        Scan scan = new Scan(partition(lane), Math.max(begin, end - MOST_FOREIGN), end);
        Located newest = null;
        for (Located next = scan.next(); next != null; next = scan.next()) {
            // A writer that was replaced may have sent older ones again behind it.
            if (newest == null || next.entry().position() > newest.entry().position()) {
                newest = next;
            }
        }
        if (newest == null && begin < end) {
            throw new TransportException("The last records of " + partition(lane)
                    + " are no messages of Skald. Who else writes there? Delete the topic, and it is filled anew.");
        }
        return Optional.ofNullable(newest);
    }

    /**
     * Messages of a lane above {@code after}, in order and without gaps, at most {@code max}; none if there is none yet.
     *
     * @throws LogForgottenException if the topic begins behind them
     */
    synchronized List<LogEntry> read(int lane, long after, int max) {
        Chunk chunk = chunks.get(lane);
        if (chunk == null || after < chunk.after() || after >= chunk.last()) {
            Chunk before = chunk;
            chunk = whileItChanges(() -> fetch(lane, after, before));
            chunks.put(lane, chunk);
        }
        int from = (int) (after - chunk.after());
        return chunk.entries()
                .subList(from, Math.min(from + max, chunk.entries().size()));
    }

    /** A writer that starts may be emptying the partition: what was just said to be its beginning is gone then. */
    private static <T> T whileItChanges(Supplier<T> look) {
        for (int looks = 1; ; looks++) {
            try {
                return look.get();
            } catch (OffsetOutOfRangeException e) {
                if (looks == MOST_LOOKS) {
                    throw e;
                }
            }
        }
    }

    private Chunk fetch(int lane, long after, @Nullable Chunk before) {
        long begin = begin(lane);
        long end = end(lane);
        boolean goesOn = before != null && before.last() == after && before.nextOffset() >= begin;
        long from = goesOn ? before.nextOffset() : locate(lane, after + 1, begin, end);
        Chunk chunk = collect(lane, after, from, end, false);
        if (chunk.entries().isEmpty() && (from > end || chunk.nextOffset() < end)) {
            chunk = collect(lane, after, begin, end, true);
            long oldest = oldest(lane).map(found -> found.entry().position()).orElse(0L);
            if (chunk.entries().isEmpty() && oldest > after + 1) {
                throw new LogForgottenException(source, lane, after + 1, oldest);
            }
        }
        return chunk;
    }

    /** Takes what follows on {@code after}; unless it searches, it ends where something is left out. */
    private Chunk collect(int lane, long after, long from, long end, boolean searching) {
        List<LogEntry> entries = new ArrayList<>();
        long bytes = 0;
        long offset = from;
        Scan scan = new Scan(partition(lane), from, end);
        for (Located next = scan.next(); next != null; next = scan.next()) {
            long wanted = after + entries.size() + 1;
            boolean isLeftOut = next.entry().position() > wanted && (!searching || !entries.isEmpty());
            if (isLeftOut || entries.size() == CHUNK || bytes > CHUNK_BYTES) {
                break;
            }
            if (next.entry().position() == wanted) {
                entries.add(next.entry());
                bytes += next.entry().body().length;
            }
            offset = next.offset() + 1;
        }
        return new Chunk(after, entries, offset);
    }

    /** Where {@code wanted} is, if positions rise with the offsets; the end if it is not there yet. */
    private long locate(int lane, long wanted, long begin, long end) {
        Located newest = newest(lane).orElse(null);
        if (newest == null || newest.entry().position() < wanted) {
            return end;
        }
        long guess = Math.max(begin, newest.offset() - (newest.entry().position() - wanted));
        if (isAt(lane, guess, wanted, end)) {
            return guess; // nothing lies there twice
        }
        long low = begin;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Located found = new Scan(partition(lane), middle, end).next();
            if (found != null && found.entry().position() < wanted) {
                low = found.offset() + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private boolean isAt(int lane, long offset, long wanted, long end) {
        Located found = new Scan(partition(lane), offset, end).next();
        return found != null && found.entry().position() == wanted;
    }

    private TopicPartition partition(int lane) {
        return new TopicPartition(topic, lane);
    }

    @Override
    public synchronized void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    /** The messages of ours from an offset to an end that was known before. */
    private final class Scan {
        private final TopicPartition partition;
        private final long end;
        private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();
        private boolean isOver;

        Scan(TopicPartition partition, long from, long end) {
            this.partition = partition;
            this.end = end;
            consumer.assign(Set.of(partition));
            if (from < end) {
                consumer.seek(partition, from);
            }
            this.isOver = from >= end;
        }

        @Nullable
        Located next() {
            long began = System.nanoTime();
            while (!isOver) {
                while (polled.hasNext()) {
                    ConsumerRecord<byte[], byte[]> record = polled.next();
                    LogEntry entry = CloudEvents.entry(record);
                    if (record.offset() < end && entry != null) {
                        return new Located(record.offset(), entry);
                    }
                }
                isOver = consumer.position(partition) >= end;
                if (!isOver) {
                    polled = consumer.poll(POLL).records(partition).iterator();
                    if (!polled.hasNext() && System.nanoTime() - began > patience.toNanos()) {
                        throw new TimeoutException("no records of " + partition + " although there are some");
                    }
                }
            }
            return null;
        }
    }
}
