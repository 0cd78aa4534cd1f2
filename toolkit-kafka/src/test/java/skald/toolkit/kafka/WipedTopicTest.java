package skald.toolkit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import skald.testkit.Talk;
import skald.testkit.Talk.Note;
import skald.testkit.kafka.KafkaBroker;
import skald.toolkit.Feed;
import skald.toolkit.LogForgottenException;
import skald.toolkit.Service;
import skald.toolkit.Store.LogEntry;

/** A topic loses messages, or has them twice: readers take each once and miss none, and the log fills the topic again. */
@Tag("long")
class WipedTopicTest {
    private static final AtomicInteger TALKS = new AtomicInteger();

    private final KafkaSettings settings =
            KafkaSettings.at(KafkaBroker.shared().address()).withPrefix("wiped-" + TALKS.incrementAndGet());
    private final Talk talk = new Talk();
    private final Outage outage = new Outage(settings);
    private KafkaTransport writer = new KafkaTransport("writer", settings);
    private KafkaTransport reader = new KafkaTransport("reader", settings);

    @BeforeEach
    void publish() {
        writer.publish(talk.speaker().feed(), talk.speaker()::ownLanes);
    }

    @AfterEach
    void close() {
        outage.close();
        reader.close();
        writer.close();
        talk.close();
    }

    @Test
    void a_topic_that_is_deleted_is_filled_again_from_the_log_and_nobody_notices() {
        Service listener = talk.startListener(feed());
        talk.say(1, 1_000);
        assertThat(talk.awaitNotes(listener, 1_000)).isTrue();

        outage.deleteTopic();
        talk.say(1_001, 1_500);

        assertThat(talk.awaitNotes(listener, 1_500)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(1_500));
        assertThatTheTopicHasEverything();
    }

    @Test
    void a_topic_that_is_deleted_before_it_was_read_is_read_when_it_is_filled_again() {
        talk.say(1, 1_000);
        Service listener = talk.startListener(feed());
        outage.deleteTopic();

        assertThat(talk.awaitNotes(listener, 1_000)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(1_000));
    }

    @Test
    void a_topic_that_was_made_anew_behind_a_writers_back_is_filled_from_the_beginning() {
        talk.say(1, 1_000);
        Feed log = talk.speaker().feed();
        stopWriting();
        outage.deleteTopic();
        outage.createTopic(Talk.LANES, Map.of());
        for (int lane = 0; lane < Talk.LANES; lane++) {
            outage.write(log.read(lane, log.head(lane) - 10, 10));
        }

        startWriting();

        Service listener = talk.startListener(feed());
        assertThat(talk.awaitNotes(listener, 1_000)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(1_000));
    }

    @Test
    void records_that_are_deleted_come_again_from_the_log_when_the_writer_starts_again() {
        Service listener = talk.startListener(feed());
        talk.say(1, 500);
        assertThat(talk.awaitNotes(listener, 500)).isTrue();
        stopWriting();
        for (int lane = 0; lane < Talk.LANES; lane++) {
            outage.deleteRecords(lane, -1);
        }

        startWriting();
        talk.say(501, 600);

        assertThat(talk.awaitNotes(listener, 600)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(600));
        assertThatTheTopicHasEverything();
    }

    @Test
    void a_reader_that_needs_what_the_topic_has_forgotten_is_told_so() {
        talk.say(1, 700);
        Feed read = feed();
        assertThat(read.read(0, 0, 5)).hasSize(5);
        outage.deleteRecords(0, 50);

        KafkaTransport late = new KafkaTransport("late", settings);
        try {
            Feed forgetful = late.feed(Talk.SPEAKER).orElseThrow();
            assertThat(forgetful.first(0)).isEqualTo(51);
            assertThat(forgetful.read(0, 50, 1))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.position()).isEqualTo(51));
            assertThatThrownBy(() -> forgetful.read(0, 7, 10))
                    .isInstanceOf(LogForgottenException.class)
                    .hasMessageContaining("from 8 to 50");
        } finally {
            late.close();
        }
    }

    @Test
    void messages_that_are_sent_again_are_taken_once() {
        Service listener = talk.startListener(feed());
        talk.say(1, 300);
        Feed log = talk.speaker().feed();
        for (int lane = 0; lane < Talk.LANES; lane++) {
            outage.write(log.read(lane, 20, 30));
            outage.writeGarbage(lane);
        }
        talk.say(301, 400);

        assertThat(talk.awaitNotes(listener, 400)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(400));
        assertThat(talk.notes().stream().map(Note::messageId)).doesNotHaveDuplicates();
        assertThatTheTopicHasEverything();
    }

    /** Two relays for a moment, as when a process hangs, loses its lanes and wakes up with records on their way. */
    @Test
    void a_message_that_lies_before_its_predecessor_is_found_wherever_a_reader_begins() {
        talk.say(1, 300);
        Feed log = talk.speaker().feed();
        stopWriting();
        List<LogEntry> late = log.read(0, 0, (int) log.head(0) - 5);
        outage.write(late);
        startWriting();
        talk.say(301, 400);

        Service listener = talk.startListener(feed());
        assertThat(talk.awaitNotes(listener, 400)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(400));
        Feed read = feed();
        for (long after = 0; after < log.head(0); after++) {
            long wanted = after + 1;
            assertThat(read.read(0, after, 1))
                    .singleElement()
                    .satisfies(entry -> assertThat(entry.position()).isEqualTo(wanted));
        }
    }

    /** A new reader gets every message of the log from the topic. */
    private void assertThatTheTopicHasEverything() {
        Feed log = talk.speaker().feed();
        KafkaTransport late = new KafkaTransport("late", settings);
        try {
            Feed read = late.feed(Talk.SPEAKER).orElseThrow();
            for (int lane = 0; lane < Talk.LANES; lane++) {
                long head = log.head(lane);
                for (long after = 0; after < head; ) {
                    List<LogEntry> part = read.read(lane, after, 1_000);
                    assertThat(part).as("lane %d after %d", lane, after).isNotEmpty();
                    after = part.getLast().position();
                }
            }
        } finally {
            late.close();
        }
    }

    private Feed feed() {
        reader.close();
        reader = new KafkaTransport("reader", settings);
        return reader.feed(Talk.SPEAKER).orElseThrow();
    }

    private void stopWriting() {
        writer.close();
    }

    private void startWriting() {
        writer = new KafkaTransport("writer", settings);
        publish();
    }
}
