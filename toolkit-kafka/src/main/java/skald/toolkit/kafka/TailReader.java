package skald.toolkit.kafka;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import skald.toolkit.Store.LogEntry;

/**
 * Reads on at the end of all topics that a process listens to, and fills the tails of their feeds. One consumer and one
 * thread; no consumer group, because which process works on which lane is decided by leases in the database of the service,
 * with epochs that fence, and every process needs every partition.
 */
final class TailReader implements AutoCloseable {
    private static final Logger LOG = System.getLogger(TailReader.class.getName());

    /** A pause of a tail ends, and a new topic is read, after so long at the latest. */
    private static final Duration POLL = Duration.ofMillis(50);

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    /** One partition on its way into the tail of a lane. */
    private static final class Line {
        final KafkaFeed feed;
        final int lane;
        /** What comes next is looked for from the beginning of the partition: what is ahead of it may precede it. */
        boolean searching;

        Line(KafkaFeed feed, int lane) {
            this.feed = feed;
            this.lane = lane;
        }
    }

    private record Newcomer(TopicPartition partition, Line line, long offset) {}

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Line> lines = new HashMap<>();
    private final BlockingQueue<Newcomer> newcomers = new LinkedBlockingQueue<>();
    private final Thread thread;
    private long countedAt;
    private boolean saidTrouble;
    private volatile boolean stopping;

    TailReader(String name, KafkaSettings settings) {
        this.consumer =
                new KafkaConsumer<>(settings.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.thread = Thread.ofPlatform().name(name + "-topics").start(this::run);
    }

    /** Fills the tail of this lane from {@code offset} on. */
    void follow(TopicPartition partition, KafkaFeed feed, int lane, long offset) {
        newcomers.add(new Newcomer(partition, new Line(feed, lane), offset));
    }

    private void run() {
        while (!stopping) {
            try {
                admitNewcomers();
                if (lines.isEmpty()) {
                    LockSupport.parkNanos(this, POLL.toNanos());
                } else {
                    read();
                }
                saidTrouble = false;
            } catch (OffsetOutOfRangeException e) {
                // The topic was made anew, or has forgotten what nobody here has read.
                e.partitions().forEach(this::searchFromBeginning);
            } catch (WakeupException | InterruptException _) {
                // told to stop
            } catch (RuntimeException e) {
                LOG.log(
                        saidTrouble ? Level.DEBUG : Level.WARNING,
                        "no new messages for the moment: {0}",
                        e.getMessage());
                saidTrouble = true;
                LockSupport.parkNanos(this, BETWEEN_TRIES.toNanos());
            }
        }
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private void admitNewcomers() {
        List<Newcomer> arrived = new ArrayList<>();
        newcomers.drainTo(arrived);
        if (!arrived.isEmpty()) {
            arrived.forEach(one -> lines.put(one.partition(), one.line()));
            consumer.assign(lines.keySet());
            arrived.forEach(one -> consumer.seek(one.partition(), one.offset()));
        }
    }

    private void read() {
        holdBack();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (TopicPartition partition : records.partitions()) {
            take(partition, lines.get(partition), records.records(partition));
        }
        long now = System.nanoTime();
        if (!records.isEmpty() || now - countedAt > BETWEEN_COUNTS.toNanos()) {
            countWhatIsMissing(now);
        }
    }

    private void holdBack() {
        lines.forEach((partition, line) -> {
            if (line.feed.hasRoom(line.lane)) {
                consumer.resume(Set.of(partition));
            } else {
                consumer.pause(Set.of(partition));
            }
        });
    }

    private void take(TopicPartition partition, Line line, List<ConsumerRecord<byte[], byte[]>> records) {
        List<LogEntry> next = new ArrayList<>();
        long head = line.feed.tailHead(line.lane);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            LogEntry entry = CloudEvents.entry(record);
            if (entry == null) {
                LOG.log(Level.WARNING, "record {0} of {1} is no message of Skald", record.offset(), partition);
            } else if (entry.position() == head + 1) {
                next.add(entry);
                head++;
                line.searching = false;
            } else if (entry.position() > head + 1 && !line.searching) {
                searchFromBeginning(partition);
                break;
            }
        }
        if (!next.isEmpty()) {
            line.feed.append(line.lane, next);
        }
    }

    private void searchFromBeginning(TopicPartition partition) {
        Line line = lines.get(partition);
        LOG.log(
                Level.INFO,
                "looking for message {0} of lane {1} of {2} in the whole topic",
                line.feed.tailHead(line.lane) + 1,
                line.lane,
                line.feed.source());
        line.searching = true;
        consumer.seekToBeginning(Set.of(partition));
    }

    /** From what the last fetches told; where nothing is fetched, by asking now and then. */
    private void countWhatIsMissing(long now) {
        boolean ask = now - countedAt > BETWEEN_COUNTS.toNanos();
        Map<TopicPartition, Long> ends = ask ? consumer.endOffsets(lines.keySet()) : Map.of();
        lines.forEach((partition, line) -> {
            long end = ends.getOrDefault(partition, -1L);
            if (end >= 0) {
                line.feed.behind(line.lane, Math.max(0, end - consumer.position(partition)));
            } else {
                consumer.currentLag(partition).ifPresent(lag -> line.feed.behind(line.lane, lag));
            }
        });
        if (ask) {
            countedAt = now;
        }
    }

    @Override
    public void close() {
        stopping = true;
        consumer.wakeup();
        try {
            thread.join(KafkaSettings.ANSWER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
