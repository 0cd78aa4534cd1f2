package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.Change;
import skald.toolkit.MessageTypes;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.participant.Participant;
import skald.toolkit.participant.StepKey;
import skald.toolkit.participant.StepMemories;
import skald.toolkit.participant.StepMemory;
import skald.toolkit.participant.StepResult;

/** What a {@link Participant} promises, over every {@link StepMemories}. A subclass gives fresh ones for each test. */
public abstract class ParticipantContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    record Book(int seat) {}

    record Free(int seat) {}

    record Booked(int number) {}

    record Full(String why) {}

    record Freed(int seat) {}

    /** Memories that nobody has used, with the store under them. */
    protected record Ports(Store store, StepMemories memories) {}

    /** Fresh ports. */
    protected abstract Ports ports();

    private final List<String> deeds = new ArrayList<>();
    private Ports ports;
    private ServiceDefinition service;
    private Instant now = NOON;

    @BeforeEach
    void fresh() {
        ports = ports();
        MessageTypes types = MessageTypes.of("test", Book.class, Free.class, Booked.class, Full.class, Freed.class);
        service = Participant.in(ports.memories(), types)
                .action(
                        Book.class,
                        (_, _) -> {},
                        (command, _) -> {
                            if (command.body().seat() < 0) {
                                return new StepResult.Refused(new Full("no such seat"));
                            }
                            deeds.add("book " + command.body().seat());
                            return new StepResult.Done(new Booked(deeds.size()));
                        },
                        _ -> new Full("too late"))
                .compensation(
                        Free.class,
                        (_, _) -> {},
                        (command, _) -> deeds.add("free " + command.body().seat()),
                        command -> new Freed(command.seat()))
                .register(ServiceDefinition.named("seats").types(types))
                .build();
    }

    @Test
    void a_command_that_comes_again_gets_its_kept_answer_and_is_not_carried_out_again() {
        assertThat(hear("t1", new Book(7))).isEqualTo(new Booked(1));
        assertThat(hear("t1", new Book(7))).isEqualTo(new Booked(1));
        assertThat(deeds).containsExactly("book 7");

        assertThat(hear("t2", new Book(7))).as("another saga").isEqualTo(new Booked(2));
    }

    @Test
    void a_refusal_stays_one() {
        assertThat(hear("t1", new Book(-1))).isEqualTo(new Full("no such seat"));
        assertThat(hear("t1", new Book(5))).isEqualTo(new Full("no such seat"));
        assertThat(deeds).isEmpty();
    }

    @Test
    void what_was_done_is_undone_once() {
        hear("t1", new Book(7));
        assertThat(hear("t1", new Free(7))).isEqualTo(new Freed(7));
        assertThat(hear("t1", new Free(7))).isEqualTo(new Freed(7));
        assertThat(deeds).containsExactly("book 7", "free 7");
    }

    @Test
    void what_was_never_done_is_undone_without_doing_anything() {
        assertThat(hear("t1", new Free(7))).isEqualTo(new Freed(7));
        assertThat(deeds).isEmpty();

        hear("t2", new Book(-1));
        assertThat(hear("t2", new Free(-1))).as("it was refused").isEqualTo(new Freed(-1));
        assertThat(deeds).isEmpty();
    }

    @Test
    void an_action_that_comes_after_its_compensation_is_not_carried_out() {
        hear("t1", new Free(7));
        assertThat(hear("t1", new Book(7))).isEqualTo(new Full("too late"));
        assertThat(deeds).isEmpty();
        assertThat(hear("t1", new Free(7))).as("still undone").isEqualTo(new Freed(7));
    }

    @Test
    void what_is_old_is_forgotten_a_little_at_a_time() {
        hear("t1", new Book(1));
        now = NOON.plusSeconds(10);
        hear("t2", new Book(2));
        now = NOON.plusSeconds(20);
        hear("t3", new Book(3));

        assertThat(forget(NOON.plusSeconds(20), 1)).isEqualTo(1);
        assertThat(memory("t1")).as("the oldest first").isNull();
        assertThat(forget(NOON.plusSeconds(20), 10)).isEqualTo(1);
        assertThat(memory("t3")).isNotNull();
    }

    private int forget(Instant before, int max) {
        try (Tx tx = ports.store().begin()) {
            int forgotten = ports.memories().forget(tx, before, max);
            tx.commit();
            return forgotten;
        }
    }

    private @Nullable Versioned<StepMemory> memory(String saga) {
        StepKey key = new StepKey("trip", saga, "seat");
        try (Tx tx = ports.store().begin()) {
            return Map.copyOf(ports.memories().load(tx, List.of(key))).get(key);
        }
    }

    /** Has a command decided on what is stored, and stores what the decision remembers. */
    private Object hear(String saga, Object command) {
        StepKey key = new StepKey("trip", saga, "seat");
        Versioned<StepMemory> before = memory(saga);
        Decision decision = new Decision(now);
        if (before != null) {
            decision.given(ports.memories(), key, before.state());
        }
        decision.when(service, saga, command, new SagaRef("trip", saga, "seat", command instanceof Free));
        StepMemory after = Objects.requireNonNull(decision.state(ports.memories(), key));
        if (before == null || before.state() != after) {
            try (Tx tx = ports.store().begin()) {
                StepMemory old = before == null ? null : before.state();
                long version = before == null ? 0 : before.version();
                ports.memories().save(tx, List.of(new Change<>(key, version, old, after)));
                tx.commit();
            }
        }
        return decision.published().getFirst();
    }
}
