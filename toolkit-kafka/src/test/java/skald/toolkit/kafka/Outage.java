package skald.toolkit.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import skald.testkit.Talk;
import skald.toolkit.Store.LogEntry;

/** What befalls the speaker's topic, by an operator's hand or another writer's. */
final class Outage implements AutoCloseable {
    private final KafkaSettings settings;
    private final String topic;
    private final Admin admin;

    Outage(KafkaSettings settings) {
        this.settings = settings;
        this.topic = settings.topic(Talk.SPEAKER);
        this.admin = Admin.create(settings.admin());
    }

    void deleteTopic() {
        answer(admin.deleteTopics(List.of(topic)).all());
    }

    void createTopic(int partitions, Map<String, String> configs) {
        answer(admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configs)))
                .all());
    }

    /** Forgets the records of a partition before {@code offset}; -1 takes its end. */
    void deleteRecords(int partition, long offset) {
        answer(admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    /** Writes messages beside the relay. */
    void write(List<LogEntry> entries) {
        send(entries.stream()
                .map(entry -> CloudEvents.record(topic, Talk.SPEAKER, entry))
                .toList());
    }

    void writeGarbage(int partition) {
        send(List.of(new ProducerRecord<>(topic, partition, null, new byte[] {1, 2, 3})));
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<java.util.concurrent.Future<?>> sent = new ArrayList<>();
            records.forEach(record -> sent.add(producer.send(record)));
            sent.forEach(Outage::answer);
        }
    }

    private static void answer(java.util.concurrent.Future<?> future) {
        try {
            future.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
