package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.toolkit.Store.LogEntry;

/** Which messages of a log a service takes. */
class ReactionTest {

    record Happened(String what) {}

    record Asked(String what) {}

    private static final Handler<Object> NOTHING = new Handler<>() {
        @Override
        public void needs(Message<Object> message, Needs needs) {}

        @Override
        public void decide(Message<Object> message, Work work) {}
    };

    private final ServiceDefinition service = ServiceDefinition.named("listener")
            .types(MessageTypes.of("test", Happened.class, Asked.class))
            .react(Happened.class, NOTHING)
            .handle(Asked.class, NOTHING)
            .build();

    @Test
    void a_reaction_takes_events_and_leaves_the_answers_to_a_coordinator_alone() {
        assertThat(service.handles(entry("test.happened.v1", null))).isTrue();
        assertThat(service.handles(entry("test.happened.v1", "order/7/pay"))).isFalse();
    }

    @Test
    void a_command_is_taken_whether_a_saga_sent_it_or_not() {
        assertThat(service.handles(entry("test.asked.v1", null))).isTrue();
        assertThat(service.handles(entry("test.asked.v1", "order/7/pay"))).isTrue();
    }

    @Test
    void a_message_of_an_unknown_type_is_not_taken() {
        assertThat(service.handles(entry("test.other.v1", null))).isFalse();
    }

    private static LogEntry entry(String type, @Nullable String saga) {
        return new LogEntry(0, 1, type, "a", saga, null, null, Instant.EPOCH, new byte[0], null);
    }
}
