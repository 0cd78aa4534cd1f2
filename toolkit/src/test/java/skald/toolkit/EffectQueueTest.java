package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import skald.toolkit.Store.PendingEffect;
import skald.toolkit.memory.InMemoryStore;

class EffectQueueTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final EffectQueue queue = new EffectQueue(10);
    /** What the store has. */
    private final Map<String, PendingEffect> table = new HashMap<>();

    @Test
    void the_earliest_stay_in_memory_and_the_others_come_as_room_appears() {
        for (int i = 0; i < 100; i++) {
            add((i * 37) % 100);
        }
        assertThat(queue.missing()).isZero();
        assertThat(queue.size()).isEqualTo(10);

        assertThat(drain()).containsExactlyElementsOf(names(100));
        assertThat(table).isEmpty();
    }

    @Test
    void what_is_under_way_is_not_begun_again_when_the_table_is_read() {
        for (int i = 0; i < 15; i++) {
            add(i);
        }
        List<PendingEffect> begun = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            begun.add(queue.begin(NOON.plusSeconds(100)));
        }
        refill();

        begun.forEach(effect -> end(effect.id()));
        assertThat(drain()).containsExactlyElementsOf(names(15).subList(6, 15));
    }

    @Test
    void one_that_comes_again_takes_its_new_place() {
        add(1);
        add(2);
        queue.add(effect(1).again(false, NOON.plusSeconds(50)));

        assertThat(queue.nextDue()).isEqualTo(NOON.plusSeconds(2));
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void nothing_is_begun_before_its_time() {
        add(5);

        assertThat(queue.begin(NOON)).isNull();
        assertThat(queue.begin(NOON.plusSeconds(5))).isNotNull();
    }

    @Test
    void a_crash_with_more_effects_than_fit_in_memory_loses_none_and_repeats_none_blindly() {
        int many = EffectQueue.MOST_IN_MEMORY + 1000;
        Bench bench = new Bench();
        Environment deaf = new Environment(
                bench.environment().clock(),
                bench.environment().ids(),
                bench.environment().random(),
                _ -> {});
        Lane crashing =
                new Lane(bench.definition("counters"), bench.store, deaf, 0, bench.store.lanes(1), List.of(), () -> {});
        for (int i = 0; i < many; i++) {
            bench.submit(crashing, "key-" + i, new Bench.Ask("?"));
            if (i % 1000 == 999) {
                bench.settle(crashing);
            }
        }
        bench.settle(crashing);
        assertThat(crashing.effectsWaiting()).isGreaterThanOrEqualTo(EffectQueue.MOST_IN_MEMORY);

        for (int i = 0; i < many; i++) {
            bench.outcomes.add(new Outcome.Known(new Bench.OutsideAnswered("yes")));
        }
        Lane next = bench.lane();
        bench.settle(next);

        assertThat(bench.calls)
                .hasSize(many)
                .doesNotHaveDuplicates()
                .allSatisfy(call -> assertThat(call).startsWith("ask "));
        assertThat(next.effectsWaiting()).isZero();
        assertThat(((InMemoryStore) bench.store).effects(0, 1)).isEmpty();
    }

    private List<String> drain() {
        List<String> begun = new ArrayList<>();
        for (int i = 0; i < 1000 && !table.isEmpty(); i++) {
            PendingEffect effect = queue.begin(NOON.plusSeconds(1000));
            if (effect != null) {
                begun.add(effect.id());
                end(effect.id());
            }
            refill();
        }
        return begun;
    }

    private void refill() {
        int missing = queue.missing();
        if (missing > 0) {
            queue.refill(
                    table.values().stream()
                            .sorted(Comparator.comparing(PendingEffect::dueAt))
                            .limit(missing)
                            .toList(),
                    missing);
        }
    }

    private void end(String id) {
        table.remove(id);
        queue.recorded(id);
    }

    private void add(int second) {
        PendingEffect effect = effect(second);
        table.put(effect.id(), effect);
        queue.add(effect);
    }

    private static PendingEffect effect(int second) {
        return new PendingEffect(
                name(second), "key", "test.call.v1", new byte[0], null, null, 0, false, NOON.plusSeconds(second));
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(EffectQueueTest::name).toList();
    }

    private static String name(int second) {
        return "effect-" + second;
    }
}
