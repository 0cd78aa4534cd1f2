package skald.toolkit.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Where Kafka answers, and how to talk to it.
 *
 * @param servers {@code host:port}, several with commas between
 * @param prefix what the names of all topics begin with, so that several Skalds share a cluster
 * @param replication copies of each topic that is created; {@link #BROKERS_CHOICE} leaves it to the cluster
 * @param properties further properties of Kafka's clients, such as those for TLS and SASL
 */
public record KafkaSettings(String servers, String prefix, short replication, Map<String, String> properties) {

    /** What {@code default.replication.factor} of the cluster says. */
    public static final short BROKERS_CHOICE = -1;

    /** The longest that one question to the cluster takes. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    /** A message is an HTTP body of 1 MiB at most and what a decision adds to it. */
    private static final int MOST_BYTES = 4 << 20;

    // Without these a message could be lost, doubled for good, or read twice without anybody's noticing.
    private static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            5,
            ProducerConfig.RETRIES_CONFIG,
            Integer.MAX_VALUE,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            MOST_BYTES,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ANSWER.toMillis());
    private static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_uncommitted");
    private static final Map<String, Object> EVERYBODY = Map.of(
            CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis(),
            CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) ANSWER.toMillis(),
            // A topic that came or went is noticed after so long.
            CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 5_000);

    /** Of a topic that is created: nothing is forgotten, and a clock of ours that jumps does not matter. */
    static final Map<String, String> TOPIC = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE,
            TopicConfig.RETENTION_MS_CONFIG,
            "-1",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            Integer.toString(MOST_BYTES));

    public KafkaSettings {
        properties = Map.copyOf(properties);
        if (!servers.matches("[^:,\\s]+:\\d{1,5}(,[^:,\\s]+:\\d{1,5})*")) {
            throw new TransportException(
                    "Kafka's address must be HOST:PORT, several with commas between, not \"" + servers + "\"");
        }
        if (!prefix.matches("[a-z][a-z0-9-]{0,60}")) {
            throw new TransportException(
                    "The prefix of topics must be lower case letters, digits and hyphens, not \"" + prefix + "\"");
        }
    }

    /** A Kafka without passwords, with topics {@code skald.…}. */
    public static KafkaSettings at(String servers) {
        return new KafkaSettings(servers, "skald", BROKERS_CHOICE, Map.of());
    }

    /**
     * The same with the client properties of a file, such as {@code security.protocol=SASL_SSL}.
     *
     * @throws TransportException if it cannot be read, or sets what Skald's guarantees depend on
     */
    public KafkaSettings with(Path file) {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            read.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new TransportException("The Kafka properties in " + file + " cannot be read: " + e, e);
        }
        Map<String, String> all = new HashMap<>();
        read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
        Set<String> fixed = new TreeSet<>(PRODUCER.keySet());
        fixed.addAll(CONSUMER.keySet());
        fixed.add(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        fixed.retainAll(all.keySet());
        if (!fixed.isEmpty()) {
            throw new TransportException("Remove " + String.join(", ", fixed) + " from " + file
                    + ": that no message is lost depends on what Skald sets there.");
        }
        return new KafkaSettings(servers, prefix, replication, all);
    }

    /** The same with another beginning of the topics' names. */
    public KafkaSettings withPrefix(String newPrefix) {
        return new KafkaSettings(servers, newPrefix, replication, properties);
    }

    /** The topic with the log of {@code service}. */
    public String topic(String service) {
        return prefix + '.' + service + ".log.v1";
    }

    Map<String, Object> admin() {
        return with(Map.of());
    }

    Map<String, Object> producer() {
        return with(PRODUCER);
    }

    Map<String, Object> consumer() {
        return with(CONSUMER);
    }

    private Map<String, Object> with(Map<String, Object> ours) {
        Map<String, Object> all = new HashMap<>(EVERYBODY);
        all.putAll(properties);
        all.putAll(ours);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, servers);
        return all;
    }

    /** Names the servers, never a password. */
    @Override
    public String toString() {
        return "Kafka at " + servers;
    }
}
