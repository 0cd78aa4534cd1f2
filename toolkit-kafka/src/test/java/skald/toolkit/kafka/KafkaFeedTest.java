package skald.toolkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import skald.testkit.FeedContract;
import skald.testkit.Talk;
import skald.testkit.kafka.KafkaBroker;
import skald.toolkit.Feed;
import skald.toolkit.Service;

/** Between services of different processes lies a topic; here each has a transport of its own. */
class KafkaFeedTest extends FeedContract {
    private static final AtomicInteger TALKS = new AtomicInteger();

    private final KafkaSettings settings =
            KafkaSettings.at(KafkaBroker.shared().address()).withPrefix("contract-" + TALKS.incrementAndGet());
    private final List<KafkaTransport> readers = new ArrayList<>();
    private KafkaTransport writer = new KafkaTransport("writer", settings);

    @BeforeEach
    void a_topic_is_made_when_its_service_starts_for_the_first_time() {
        assertThat(writer.feed(Talk.SPEAKER)).isEmpty();
    }

    @AfterEach
    void close_transports() {
        readers.forEach(KafkaTransport::close);
        writer.close();
    }

    @Override
    protected void publish(Service speaker) {
        writer.close();
        writer = new KafkaTransport("writer", settings);
        writer.publish(speaker.feed(), speaker::ownLanes);
    }

    @Override
    protected Feed feed() {
        KafkaTransport reader = new KafkaTransport("reader", settings);
        readers.add(reader);
        Optional<Feed> feed = reader.feed(Talk.SPEAKER);
        assertThat(feed).isPresent();
        return feed.get();
    }
}
