package skald.toolkit.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import skald.toolkit.Feed;

/** What connects the services of this process with those of others, through the topics of a Kafka cluster. Thread-safe. */
public final class KafkaTransport implements AutoCloseable {

    // Held here, because the JDK forgets the levels of loggers that nobody holds. The clients tell every lost
    // connection;
    // those who use them here tell once what it means.
    private static final Logger TALKATIVE = Logger.getLogger("org.apache.kafka");

    static {
        if (TALKATIVE.getLevel() == null) {
            TALKATIVE.setLevel(Level.OFF);
        }
    }

    private final KafkaSettings settings;
    private final Topics topics;
    private final TailReader tails;
    private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

    /**
     * A transport that has not spoken with the cluster yet.
     *
     * @param name of the process, for its threads
     * @throws TransportException if the settings mean nothing to Kafka's clients
     */
    public KafkaTransport(String name, KafkaSettings settings) {
        this.settings = settings;
        try {
            this.topics = new Topics(settings);
            this.tails = new TailReader(name, settings);
        } catch (KafkaException e) {
            throw new TransportException(
                    settings + " cannot be used with these settings: "
                            + rootOf(e).getMessage(),
                    e);
        }
    }

    /**
     * Publishes a log to its topic from now on; the topic is made if it is missing.
     *
     * @param lanes which lanes are worked on in this process, now
     * @throws TransportException if Kafka does not answer, or the topic is not fit for the log
     */
    public void publish(Feed log, Supplier<List<Integer>> lanes) {
        opened.add(new KafkaRelay(log, lanes, settings, topics));
    }

    /**
     * The log of {@code source} as its topic has it; empty if that service has never been started.
     *
     * @throws TransportException if Kafka does not answer
     */
    public Optional<Feed> feed(String source) {
        String topic = settings.topic(source);
        return topics.find(topic).map(found -> open(source, topic, found.partitions()));
    }

    private Feed open(String source, String topic, int lanes) {
        StoredTopic stored = new StoredTopic(source, settings, KafkaFeed.PATIENCE);
        try {
            List<Long> heads = new ArrayList<>();
            List<Long> offsets = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                Optional<StoredTopic.Located> newest = stored.newest(lane);
                heads.add(newest.map(found -> found.entry().position()).orElse(0L));
                offsets.add(newest.isPresent() ? newest.get().offset() + 1 : stored.begin(lane));
            }
            KafkaFeed feed = new KafkaFeed(source, stored, heads);
            for (int lane = 0; lane < lanes; lane++) {
                tails.follow(new TopicPartition(topic, lane), feed, lane, offsets.get(lane));
            }
            opened.add(feed);
            return feed;
        } catch (RuntimeException e) {
            stored.close();
            throw e instanceof KafkaException ? new KafkaAwayException(settings, e) : e;
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public void close() {
        tails.close();
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        topics.close();
    }
}
