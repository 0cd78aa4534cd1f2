package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.SagaRef;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.saga.Cause;
import skald.toolkit.saga.Intervention;
import skald.toolkit.saga.ResolvedOutcome;
import skald.toolkit.saga.SagaDeclaration;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaLock;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaStatus;
import skald.toolkit.saga.SagaVerb;

/** What every {@link SagaStates} promises. A subclass gives a fresh one for each test, with the store under it. */
public abstract class SagaStatesContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final byte[] DATA = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

    private Ports ports;
    private SagaStates sagas;

    /** Sagas that nobody has used. */
    protected record Ports(Store store, SagaStates sagas) {}

    /** Fresh ports. */
    protected abstract Ports ports();

    @BeforeEach
    void fresh() {
        ports = ports();
        sagas = ports.sagas();
    }

    @Test
    void everything_of_a_saga_is_kept() {
        SagaInstance plain = saga("a", 1, SagaStatus.RUNNING, null, null);
        SagaInstance full =
                saga("b", 2, SagaStatus.STUCK, "1:3:2026-03-01T12:00:00Z", new SagaRef("p", "1", "s", true));
        save(plain, full);

        assertThat(load(plain.id()).state()).usingRecursiveComparison().isEqualTo(plain);
        assertThat(sagas.find(full.id())).get().usingRecursiveComparison().isEqualTo(full);
        assertThat(sagas.find(new SagaId("order", "nobody"))).isEmpty();
    }

    @Test
    void a_saga_that_moved_to_another_generation_is_kept_so() {
        save(saga("a", 1, SagaStatus.RUNNING, null, null));
        Versioned<SagaInstance> before = load(new SagaId("order", "a"));
        SagaInstance moved = saga("a", 2, SagaStatus.COMPENSATING, "0:1:2026-03-01T12:00:00Z", null);

        write(new Change<>(moved.id(), before.version(), before.state(), moved));
        assertThat(load(moved.id()).state()).usingRecursiveComparison().isEqualTo(moved);

        assertThatThrownBy(() -> write(new Change<>(moved.id(), before.version(), before.state(), moved)))
                .isInstanceOf(ConcurrentChangeException.class);
    }

    @Test
    void sagas_are_counted_by_status() {
        save(
                saga("a", 1, SagaStatus.STUCK, null, null),
                saga("b", 1, SagaStatus.STUCK, null, null),
                saga("c", 1, SagaStatus.RUNNING, null, null));

        assertThat(sagas.count(SagaStatus.STUCK)).isEqualTo(2);
        assertThat(sagas.count(SagaStatus.COMPENSATING)).isZero();
    }

    @Test
    void unfinished_sagas_of_other_generations_are_found_page_by_page() {
        save(
                saga("a", 1, SagaStatus.RUNNING, null, null),
                saga("b", 1, SagaStatus.COMPLETED, null, null),
                saga("c", 2, SagaStatus.RUNNING, null, null),
                saga("d", 1, SagaStatus.STUCK, null, null));
        List<SagaDeclaration.Version> known = List.of(new SagaDeclaration.Version("order", 2));

        List<SagaInstance> first = sagas.unfinishedOfOthers(known, null, 1);
        assertThat(first).extracting(saga -> saga.id().instance()).containsExactly("a");
        assertThat(sagas.unfinishedOfOthers(known, first.getLast().id(), 9))
                .extracting(saga -> saga.id().instance())
                .containsExactly("d");
        assertThat(sagas.unfinishedOfOthers(List.of(), null, 9)).hasSize(3);
    }

    @Test
    void a_generation_that_is_registered_is_never_changed() {
        SagaDeclaration first = declaration(1, "one\tlocal\ntwo\tcommand");
        assertThat(sagas.declare(List.of(first))).containsExactly(first);

        SagaDeclaration changed = declaration(1, "one\tlocal");
        SagaDeclaration next = declaration(2, "one\tlocal");
        assertThat(sagas.declare(List.of(changed, next))).containsExactlyInAnyOrder(first, next);
    }

    @Test
    void the_journal_tells_what_was_done_to_a_saga_in_order() {
        Intervention full = new Intervention(
                new SagaId("order", "a"), NOON, "olga", SagaVerb.RESOLVE, "pay", ResolvedOutcome.DONE, "why", "x", "y");
        Intervention plain =
                new Intervention(new SagaId("order", "a"), NOON, "olga", SagaVerb.RETRY, null, null, null, "y", "z");
        Intervention other =
                new Intervention(new SagaId("order", "b"), NOON, "olga", SagaVerb.RETRY, null, null, null, "y", "z");
        try (Tx tx = ports.store().begin()) {
            sagas.journal().append(tx, List.of(full, other));
            sagas.journal().append(tx, List.of(plain));
            tx.commit();
        }

        assertThat(sagas.journal().of(new SagaId("order", "a"), 10)).containsExactly(full, plain);
        assertThat(sagas.journal().of(new SagaId("order", "a"), 1)).containsExactly(full);
    }

    @Test
    void a_lock_is_kept_while_somebody_is_in_its_line() {
        SagaLock one = new SagaLock(List.of(new SagaLock.Holder(new SagaId("stay", "a"), "key a")));
        SagaLock two = new SagaLock(List.of(
                new SagaLock.Holder(new SagaId("stay", "a"), "key a"),
                new SagaLock.Holder(new SagaId("stay", "b"), "key b")));
        SagaLock free = new SagaLock(List.of());

        lock(new Change<>("room", 0, null, one));
        assertThat(sagas.locks().find("room")).contains(one);
        assertThatThrownBy(() -> lock(new Change<>("room", 0, null, one)))
                .as("somebody else took it first")
                .isInstanceOf(ConcurrentChangeException.class);
        lock(new Change<>("room", version("room"), one, two));
        assertThat(sagas.locks().find("room")).contains(two);
        assertThatThrownBy(() -> lock(new Change<>("room", 1, one, free)))
                .isInstanceOf(ConcurrentChangeException.class);

        lock(new Change<>("room", version("room"), two, free));
        assertThat(sagas.locks().find("room").map(SagaLock::line).orElse(List.of()))
                .isEmpty();
    }

    @Test
    void a_lock_that_was_free_in_between_is_not_taken_for_the_one_that_was_read() {
        SagaLock mine = new SagaLock(List.of(new SagaLock.Holder(new SagaId("stay", "a"), "key a")));
        SagaLock theirs = new SagaLock(List.of(new SagaLock.Holder(new SagaId("stay", "b"), "key b")));
        SagaLock free = new SagaLock(List.of());
        lock(new Change<>("room", 0, null, mine));
        long read = version("room");
        lock(new Change<>("room", read, mine, free));
        lock(new Change<>("room", version("room"), version("room") == 0 ? null : free, theirs));

        assertThatThrownBy(() -> lock(new Change<>("room", read, mine, free)))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(sagas.locks().find("room")).contains(theirs);
    }

    private void lock(Change<String, SagaLock> change) {
        try (Tx tx = ports.store().begin()) {
            sagas.locks().save(tx, List.of(change));
            tx.commit();
        }
    }

    private long version(String resource) {
        try (Tx tx = ports.store().begin()) {
            Versioned<SagaLock> lock =
                    Map.copyOf(sagas.locks().load(tx, List.of(resource))).get(resource);
            return lock == null ? 0 : lock.version();
        }
    }

    private static SagaDeclaration declaration(int generation, String steps) {
        return new SagaDeclaration(new SagaDeclaration.Version("order", generation), steps);
    }

    private void save(SagaInstance... instances) {
        for (SagaInstance instance : instances) {
            write(new Change<>(instance.id(), 0, null, instance));
        }
    }

    private void write(Change<SagaId, SagaInstance> change) {
        try (Tx tx = ports.store().begin()) {
            sagas.save(tx, List.of(change));
            tx.commit();
        }
    }

    private Versioned<SagaInstance> load(SagaId id) {
        try (Tx tx = ports.store().begin()) {
            return Map.copyOf(sagas.load(tx, List.of(id))).get(id);
        }
    }

    private static SagaInstance saga(
            String instance, int generation, SagaStatus status, @Nullable String branches, @Nullable SagaRef parent) {
        boolean plain = branches == null;
        return new SagaInstance(
                new SagaId("order", instance),
                "key",
                generation,
                status,
                "pay",
                !plain,
                "d>.",
                DATA,
                plain ? null : Cause.REFUSED,
                plain ? null : "no",
                3,
                NOON.plusSeconds(1),
                branches,
                parent,
                parent == null ? null : "room 1\nroom 2",
                NOON.plusSeconds(2),
                NOON.plusSeconds(3),
                NOON.plusSeconds(4));
    }
}
