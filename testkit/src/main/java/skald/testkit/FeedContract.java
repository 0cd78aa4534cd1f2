package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.Feed;
import skald.toolkit.Service;
import skald.toolkit.Store.LogEntry;

/** What every {@link Feed} promises, whatever lies between the service that writes the log and those that read it. */
public abstract class FeedContract {
    /** The two services of a test. */
    protected final Talk talk = new Talk();

    /** Has the log of the running speaker published, from where it was published before. */
    protected abstract void publish(Service speaker);

    /** The speaker's log as a reader elsewhere gets it; a new one for each call. */
    protected abstract Feed feed();

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void what_is_written_arrives_once_and_each_keys_in_order() {
        publish(talk.speaker());
        Service listener = talk.startListener(feed());

        talk.say(1, 2_000);

        assertThat(talk.awaitNotes(listener, 2_000)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(2_000));
    }

    @Test
    void a_reader_that_comes_late_reads_from_the_first_message() {
        publish(talk.speaker());
        talk.say(1, 10_000);

        Service listener = talk.startListener(feed());

        assertThat(talk.awaitNotes(listener, 10_000)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(10_000));
    }

    @Test
    void a_reader_that_starts_again_goes_on_where_its_effects_ended() {
        publish(talk.speaker());
        Service listener = talk.startListener(feed());
        talk.say(1, 500);
        assertThat(talk.awaitNotes(listener, 500)).isTrue();
        listener.close();
        talk.say(501, 1_000);

        Service next = talk.startListener(feed());

        talk.say(1_001, 1_500);
        assertThat(talk.awaitNotes(next, 1_500)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(1_500));
    }

    @Test
    void a_writer_that_starts_again_goes_on_where_it_was_published() {
        publish(talk.speaker());
        talk.say(1, 500);

        publish(talk.restartSpeaker());
        Service listener = talk.startListener(feed());
        talk.say(501, 1_000);

        assertThat(talk.awaitNotes(listener, 1_000)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(1_000));
    }

    @Test
    void a_message_arrives_as_it_was_written() {
        publish(talk.speaker());
        Service listener = talk.startListener(feed());
        talk.say(1, 50);
        assertThat(talk.awaitNotes(listener, 50)).isTrue();

        Feed read = feed();
        for (int lane = 0; lane < Talk.LANES; lane++) {
            List<LogEntry> written = talk.speaker().feed().read(lane, 0, 100);
            assertThat(read.read(lane, 0, 100))
                    .usingRecursiveComparison()
                    .ignoringFields("decoded")
                    .isEqualTo(written);
        }
    }

    @Test
    void any_part_of_a_log_can_be_read_at_any_time() {
        publish(talk.speaker());
        Feed read = feed();
        talk.say(1, 5_000);
        Service listener = talk.startListener(read);
        assertThat(talk.awaitNotes(listener, 5_000)).isTrue();

        assertThat(read.source()).isEqualTo(Talk.SPEAKER);
        assertThat(read.lanes()).isEqualTo(Talk.LANES);
        Set<Long> all = new HashSet<>();
        for (int lane = 0; lane < Talk.LANES; lane++) {
            long head = talk.speaker().feed().head(lane);
            assertThat(read.head(lane)).isEqualTo(head);
            assertThat(read.first(lane)).isEqualTo(1);
            assertThat(read.read(lane, head, 10)).isEmpty();
            assertThat(positions(read.read(lane, head - 3, 10))).containsExactly(head - 2, head - 1, head);
            assertThat(positions(read.read(lane, 41, 2))).containsExactly(42L, 43L);
            for (List<LogEntry> part = read.read(lane, 0, 300);
                    !part.isEmpty();
                    part = read.read(lane, part.getLast().position(), 300)) {
                part.forEach(entry -> all.add(entry.lane() * 1_000_000L + entry.position()));
            }
            assertThat(positions(read.read(lane, 7, 1))).containsExactly(8L);
        }
        assertThat(all).hasSize(5_000);
    }

    @Test
    void readers_at_different_places_do_not_disturb_each_other() {
        publish(talk.speaker());
        Feed read = feed();
        talk.say(1, 3_000);
        Service listener = talk.startListener(read);
        List<Long> elsewhere = new ArrayList<>();
        for (long after = 0; after < 500; after += 10) {
            elsewhere.addAll(positions(awaitRead(read, after)));
        }

        assertThat(talk.awaitNotes(listener, 3_000)).isTrue();
        assertThat(talk.heard()).isEqualTo(Talk.said(3_000));
        assertThat(elsewhere)
                .isEqualTo(IntStream.rangeClosed(1, 500).mapToObj(Long::valueOf).toList());
    }

    /** Ten messages of the first lane, as soon as they are there. */
    private static List<LogEntry> awaitRead(Feed feed, long after) {
        long end = System.nanoTime() + Talk.PATIENCE.toNanos();
        List<LogEntry> read = feed.read(0, after, 10);
        while (read.size() < 10 && System.nanoTime() < end) {
            Thread.onSpinWait();
            read = feed.read(0, after, 10);
        }
        return read;
    }

    private static List<Long> positions(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::position).toList();
    }
}
