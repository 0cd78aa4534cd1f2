package skald.toolkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.testkit.Talk;
import skald.testkit.kafka.KafkaBroker;
import skald.toolkit.Service;

/** A broker that crashes, and comes back after a while. */
@Tag("long")
class BrokerOutageTest {

    @Test
    void what_is_written_while_the_broker_is_away_arrives_when_it_is_back(@TempDir Path folder) {
        try (KafkaBroker broker = KafkaBroker.in(folder, 0)) {
            broker.start();
            KafkaSettings settings = KafkaSettings.at(broker.address());
            try (Talk talk = new Talk();
                    KafkaTransport writer = new KafkaTransport("writer", settings);
                    KafkaTransport reader = new KafkaTransport("reader", settings)) {
                writer.publish(talk.speaker().feed(), talk.speaker()::ownLanes);
                Service listener = talk.startListener(reader.feed(Talk.SPEAKER).orElseThrow());
                talk.say(1, 3_000);
                broker.kill();

                talk.say(3_001, 6_000);
                broker.start();
                talk.say(6_001, 6_100);

                assertThat(talk.awaitNotes(listener, 6_100)).isTrue();
                assertThat(talk.heard()).isEqualTo(Talk.said(6_100));
            }
        }
    }
}
