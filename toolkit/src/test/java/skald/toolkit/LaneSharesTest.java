package skald.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import skald.toolkit.Leases.LaneStatus;
import skald.toolkit.Leases.Roster;

class LaneSharesTest {

    @Test
    void the_first_process_takes_every_lane() {
        assertThat(LaneShares.of(roster(5, Map.of(), "a"), "a", List.of()).take())
                .containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void a_process_takes_nothing_that_is_held() {
        assertThat(LaneShares.of(roster(2, Map.of(0, "b", 1, "b"), "a", "b"), "a", List.of())
                        .take())
                .isEmpty();
    }

    @Test
    void a_process_that_is_not_announced_waits() {
        assertThat(LaneShares.of(roster(2, Map.of()), "a", List.of()).take()).isEmpty();
    }

    @Test
    void however_many_come_and_go_every_lane_finds_one_process_and_the_shares_differ_by_one_at_most() {
        for (int lanes = 1; lanes <= 9; lanes++) {
            Map<Integer, String> owners = new HashMap<>();
            for (String[] present : List.of(
                    new String[] {"a"},
                    new String[] {"a", "b"},
                    new String[] {"a", "b", "c", "d"},
                    new String[] {"b", "d"},
                    new String[] {"c", "d", "e"})) {
                owners.values().retainAll(List.of(present));
                settle(lanes, owners, present);

                assertThat(owners).hasSize(lanes);
                int least = lanes / present.length;
                for (String instance : present) {
                    assertThat(own(owners, instance).size()).isBetween(least, least + 1);
                }
            }
        }
    }

    /** Each in turn does what it should, until nobody has anything to do. */
    private static void settle(int lanes, Map<Integer, String> owners, String... present) {
        for (int round = 0; round < 20; round++) {
            for (String instance : present) {
                LaneShares shares = LaneShares.of(roster(lanes, owners, present), instance, own(owners, instance));
                shares.letGo().forEach(owners::remove);
                shares.take().forEach(lane -> owners.put(lane, instance));
            }
        }
    }

    private static List<Integer> own(Map<Integer, String> owners, String instance) {
        return new ArrayList<>(owners.keySet().stream()
                .filter(lane -> owners.get(lane).equals(instance))
                .sorted()
                .toList());
    }

    private static Roster roster(int lanes, Map<Integer, String> owners, String... present) {
        return new Roster(
                List.of(present),
                IntStream.range(0, lanes)
                        .mapToObj(lane -> new LaneStatus(
                                lane, owners.getOrDefault(lane, ""), !owners.containsKey(lane), 0, Map.of()))
                        .toList());
    }
}
