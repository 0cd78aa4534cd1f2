package skald.toolkit.kafka;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Feed;
import skald.toolkit.Store.LogEntry;

/**
 * Publishes the log of a service to its topic, each lane to the partition of its number, in order (the transactional outbox
 * and its message relay: Richardson, Microservices Patterns).
 *
 * <p>How far it has come is not written down anywhere: the last message in the partition says it. So there is nothing that
 * could disagree with the topic, and a topic that was deleted is filled again from the log. After a crash, or beside another
 * process that still writes, a message may be sent twice; readers drop it by its position.
 *
 * <p>One thread. A batch is what was appended while the previous one was on its way; only one is, so that the log itself is
 * the queue when Kafka is slow or away.
 */
final class KafkaRelay implements AutoCloseable {
    private static final Logger LOG = System.getLogger(KafkaRelay.class.getName());

    /** Of each lane, in one batch: more would only be more to send again. */
    private static final int MOST_AT_ONCE = 1_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(3);
    /** With a broker that acknowledges nothing: then the topic may be gone, and is looked at. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);
    /** Only a safety net: what is appended signals. */
    private static final Duration LONGEST_REST = Duration.ofMillis(500);

    private final Feed log;
    private final Supplier<List<Integer>> lanes;
    private final KafkaSettings settings;
    private final Topics topics;
    private final String topic;
    private final Thread thread;
    /** How far each lane is published, as far as that is known here. */
    private final Map<Integer, Long> published = new ConcurrentHashMap<>();

    private boolean saidTrouble;
    private volatile boolean stopping;

    /**
     * Makes the topic if it is missing, and begins to publish.
     *
     * @param lanes which lanes are worked on here: only their log is complete here
     * @throws TransportException if the topic is not fit for the log
     */
    KafkaRelay(Feed log, Supplier<List<Integer>> lanes, KafkaSettings settings, Topics topics) {
        this.log = log;
        this.lanes = lanes;
        this.settings = settings;
        this.topics = topics;
        this.topic = settings.topic(log.source());
        topics.require(topic, log.lanes());
        log.keepFor(lane -> published.getOrDefault(lane, 0L));
        this.thread = Thread.ofPlatform().name(log.source() + "-relay").start(this::run);
        log.onAppend(() -> LockSupport.unpark(thread));
    }

    private void run() {
        while (!stopping) {
            try (Round round = new Round()) {
                while (!stopping) {
                    if (!round.publish()) {
                        LockSupport.parkNanos(this, LONGEST_REST.toNanos());
                    }
                    saidTrouble = false;
                }
            } catch (InterruptException _) {
                // told to stop
            } catch (RuntimeException e) {
                say(e);
                LockSupport.parkNanos(this, BETWEEN_TRIES.toNanos());
            }
        }
    }

    private void say(RuntimeException trouble) {
        LOG.log(
                saidTrouble ? Level.DEBUG : Level.WARNING,
                "the messages of {0} wait in its log: {1}",
                log.source(),
                trouble.getMessage());
        saidTrouble = true;
    }

    /** Sends nothing more; what is on its way may arrive, and is found in the topic at the next start. */
    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(KafkaSettings.ANSWER);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** From one trouble to the next: begins with what the topic says, ends with the first failure. */
    private final class Round implements AutoCloseable {
        private final StoredTopic stored = new StoredTopic(log.source(), settings, KafkaSettings.ANSWER);
        private final Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer());
        private @Nullable Uuid topicId;
        private long lookedAt;

        Round() {
            published.clear();
        }

        /** Whether there was anything to publish. */
        boolean publish() {
            look();
            List<Integer> own = lanes.get();
            published.keySet().retainAll(own);
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            Map<Integer, Long> reached = new ConcurrentHashMap<>();
            for (int lane : own) {
                long after = published.computeIfAbsent(lane, this::publishedBefore);
                for (LogEntry entry : log.read(lane, after, MOST_AT_ONCE)) {
                    sent.add(send(entry));
                    reached.put(lane, entry.position());
                }
            }
            sent.forEach(this::await);
            published.putAll(reached);
            return !sent.isEmpty();
        }

        private Future<RecordMetadata> send(LogEntry entry) {
            return producer.send(CloudEvents.record(topic, log.source(), entry), (_, failure) -> {
                if (failure != null) {
                    producer.close(Duration.ZERO); // so that nothing overtakes it
                }
            });
        }

        private void await(Future<RecordMetadata> acknowledgement) {
            try {
                acknowledgement.get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            } catch (TimeoutException e) {
                throw new TransportException(settings + " does not acknowledge.", e);
            } catch (ExecutionException e) {
                throw new KafkaException(settings + ": " + e.getCause().getMessage(), e.getCause());
            }
        }

        /** Whether the topic is still the one that was written to; a new one is filled from the log. */
        private void look() {
            long now = System.nanoTime();
            if (topicId == null || now - lookedAt > BETWEEN_LOOKS.toNanos()) {
                Uuid found = topics.require(topic, log.lanes()).id();
                if (topicId != null && !topicId.equals(found)) {
                    LOG.log(Level.WARNING, "the topic {0} was deleted; it is filled again from the log", topic);
                    published.clear();
                }
                topicId = found;
                lookedAt = now;
            }
        }

        /** How far the topic says that this lane is published. */
        private long publishedBefore(int lane) {
            long beginning = log.first(lane) - 1;
            var oldest = stored.oldest(lane);
            if (oldest.isEmpty()) {
                return beginning;
            }
            if (oldest.get().offset() == 0 && oldest.get().entry().position() > beginning + 1) {
                // It was made anew while somebody still wrote to the old one: its first messages are missing.
                topics.empty(new TopicPartition(topic, lane), stored.end(lane));
                return beginning;
            }
            long newest = stored.newest(lane).orElseThrow().entry().position();
            if (newest > log.head(lane)) {
                throw new TransportException(
                        ("The topic %s has message %d of lane %d, and the log ends with %d. Was the database restored"
                            + " from an older state, or do two Skalds share the topic? The one needs the topic"
                            + " deleted, the other another prefix of topics.")
                                .formatted(topic, newest, lane, log.head(lane)));
            }
            return newest;
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
            stored.close();
        }
    }
}
