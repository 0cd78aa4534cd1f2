package skald.toolkit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics of a cluster: found, created, and checked to be what the logs need. Thread-safe. */
final class Topics implements AutoCloseable {

    /**
     * A topic as it is.
     *
     * @param id another one if it was deleted and made anew
     */
    record Found(Uuid id, int partitions) {}

    private static final int MOST_LOOKS = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final KafkaSettings settings;
    private final Admin admin;

    Topics(KafkaSettings settings) {
        this.settings = settings;
        this.admin = Admin.create(settings.admin());
    }

    /** The topic, if it is there. */
    Optional<Found> find(String topic) {
        try {
            TopicDescription found = answer(
                    "describe the topic " + topic,
                    admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
            return Optional.of(new Found(found.topicId(), found.partitions().size()));
        } catch (UnknownTopicOrPartitionException _) {
            return Optional.empty();
        }
    }

    /**
     * The topic of a log with {@code lanes} lanes, made if it is missing.
     *
     * @throws TransportException if it is there and not fit for it
     */
    Found require(String topic, int lanes) {
        Optional<Found> found = find(topic);
        if (found.isEmpty()) {
            create(topic, lanes);
        }
        for (int look = 0; found.isEmpty() && look < MOST_LOOKS; look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos()); // not every broker knows a new topic at once
            found = find(topic);
        }
        Found there =
                found.orElseThrow(() -> new TransportException("The topic " + topic + " was made and is not there."));
        if (there.partitions() != lanes) {
            throw new TransportException(
                    ("The topic %s has %d partitions and its log has %d lanes, and each lane needs one of its own."
                        + " Delete the topic, and it is made and filled anew; or choose another prefix of topics.")
                            .formatted(topic, there.partitions(), lanes));
        }
        requireUncompacted(topic);
        return there;
    }

    private void create(String topic, int lanes) {
        NewTopic wanted = new NewTopic(topic, lanes, settings.replication()).configs(KafkaSettings.TOPIC);
        try {
            answer(
                    "create the topic " + topic,
                    admin.createTopics(List.of(wanted)).all());
        } catch (TopicExistsException _) {
            // Another process of the same service was quicker.
        }
    }

    private void requireUncompacted(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        String policy = answer(
                        "read the settings of the topic " + topic,
                        admin.describeConfigs(List.of(resource)).values().get(resource))
                .get(TopicConfig.CLEANUP_POLICY_CONFIG)
                .value();
        if (policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            throw new TransportException("The topic " + topic + " is compacted (cleanup.policy=" + policy
                    + "), which takes messages out of its log. Set its cleanup.policy to delete.");
        }
    }

    /** Forgets everything in a partition before {@code offset}. */
    void empty(TopicPartition partition, long offset) {
        answer(
                "delete the records of " + partition,
                admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(offset)))
                        .all());
    }

    private <T> T answer(String what, KafkaFuture<T> future) {
        try {
            return future.get(KafkaSettings.ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (TimeoutException e) {
            throw new KafkaAwayException(settings, e);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case UnknownTopicOrPartitionException missing -> throw missing;
                case TopicExistsException exists -> throw exists;
                case RetriableException away -> throw new KafkaAwayException(settings, away);
                case null, default ->
                    throw new TransportException(
                            settings + " refuses to " + what + ": "
                                    + Optional.ofNullable(e.getCause())
                                            .map(Throwable::getMessage)
                                            .orElse(""),
                            e);
            }
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
