package skald.toolkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.testkit.Talk;
import skald.testkit.kafka.KafkaBroker;

/** What an operator can set, what goes wrong, and what is said then. */
class KafkaSettingsTest {
    @TempDir
    private Path folder;

    @Test
    void a_password_from_a_file_opens_the_broker() throws IOException {
        KafkaSettings settings = KafkaSettings.at(KafkaBroker.shared().addressWithPassword())
                .withPrefix("with-password")
                .with(properties(KafkaBroker.PASSWORD));
        try (Talk talk = new Talk();
                KafkaTransport transport = new KafkaTransport("writer", settings)) {
            transport.publish(talk.speaker().feed(), talk.speaker()::ownLanes);
            talk.say(1, 10);
            var listener = talk.startListener(transport.feed(Talk.SPEAKER).orElseThrow());

            assertThat(talk.awaitNotes(listener, 10)).isTrue();
        }
    }

    @Test
    void a_wrong_password_is_told() throws IOException {
        KafkaSettings settings =
                KafkaSettings.at(KafkaBroker.shared().addressWithPassword()).with(properties("guessed"));
        try (KafkaTransport transport = new KafkaTransport("reader", settings)) {
            assertThatThrownBy(() -> transport.feed(Talk.SPEAKER))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(settings.servers())
                    .hasMessageContaining("Authentication failed")
                    .hasMessageNotContaining("guessed");
        }
    }

    @Test
    void an_address_at_which_nobody_answers_is_told() throws IOException {
        Path file = Files.writeString(
                folder.resolve("impatient.properties"), "request.timeout.ms=500\ndefault.api.timeout.ms=1000\n");
        try (KafkaTransport transport =
                new KafkaTransport("reader", KafkaSettings.at("localhost:1").with(file))) {
            assertThatThrownBy(() -> transport.feed(Talk.SPEAKER))
                    .isInstanceOf(TransportException.class)
                    .hasMessage("Kafka at localhost:1 does not answer. Is it running there?");
        }
    }

    @Test
    void what_the_guarantees_depend_on_cannot_be_set() throws IOException {
        Path file = Files.writeString(folder.resolve("fast.properties"), "acks=0\nlinger.ms=5\nclient.rack=one\n");

        assertThatThrownBy(() -> KafkaSettings.at("localhost:9092").with(file))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("Remove acks, linger.ms from " + file);
    }

    @Test
    void a_value_that_means_nothing_to_kafka_is_told() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.properties"), "security.protocol=TELEPATHY\n");
        KafkaSettings settings = KafkaSettings.at("localhost:9092").with(file);

        assertThatThrownBy(() -> new KafkaTransport("reader", settings))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("TELEPATHY");
    }

    @Test
    void addresses_and_prefixes_are_checked() {
        assertThatThrownBy(() -> KafkaSettings.at("broker"))
                .hasMessageContaining("HOST:PORT")
                .hasMessageContaining("broker");
        assertThatThrownBy(() -> KafkaSettings.at("localhost:9092").withPrefix("A b"))
                .hasMessageContaining("prefix")
                .hasMessageContaining("A b");
        assertThat(KafkaSettings.at("a:1,b:2").topic("orders")).isEqualTo("skald.orders.log.v1");
    }

    @Test
    void a_topic_with_other_partitions_than_lanes_is_refused() {
        assertRefused("partitions", 2, Map.of(), "has 2 partitions and its log has 3 lanes");
    }

    @Test
    void a_topic_that_is_compacted_is_refused() {
        assertRefused("compacted", 3, Map.of("cleanup.policy", "compact"), "Set its cleanup.policy to delete");
    }

    private static void assertRefused(String prefix, int partitions, Map<String, String> configs, String told) {
        KafkaSettings settings =
                KafkaSettings.at(KafkaBroker.shared().address()).withPrefix(prefix);
        try (Talk talk = new Talk();
                Outage operator = new Outage(settings);
                KafkaTransport transport = new KafkaTransport("writer", settings)) {
            operator.createTopic(partitions, configs);

            assertThatThrownBy(() -> transport.publish(talk.speaker().feed(), talk.speaker()::ownLanes))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(told);
        }
    }

    private Path properties(String password) throws IOException {
        return Files.writeString(folder.resolve("client.properties"), """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \
            username="%s" password="%s";
            """.formatted(KafkaBroker.USER, password));
    }
}
