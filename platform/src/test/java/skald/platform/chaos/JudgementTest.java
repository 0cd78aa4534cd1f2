package skald.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import skald.platform.client.OrderView;
import skald.platform.client.SkaldClient;

/** What the crash proof would say if something were wrong. */
class JudgementTest {
    private static final PlannedOrder PAID = order("one", "tok_visa", false);
    private static final PlannedOrder DECLINED = order("two", "tok_declined", false);
    private static final PlannedOrder SCARCE = order("three", "tok_capture_lost", true);
    private static final Plan PLAN = new Plan(1, List.of(PAID, DECLINED, SCARCE), Map.of("MUG", 5L), List.of());

    private final Map<String, String> acknowledged =
            new HashMap<>(Map.of("one", "id-1", "two", "id-2", "three", "id-3"));
    private final List<OrderView> shown = new ArrayList<>(List.of(
            shown("id-1", "one", "shipped"), shown("id-2", "two", "rejected"), shown("id-3", "three", "rejected")));
    private final Map<String, Long> onHand = new HashMap<>(Map.of("MUG", 3L));

    @Test
    void nothing_is_wrong_where_all_is_well() {
        assertThat(judgement()).isEmpty();
    }

    @Test
    void an_acknowledged_order_that_is_not_there_is_lost() {
        shown.removeLast();
        assertThat(judgement()).singleElement().asString().contains("Lost: order id-3 (key three)");
    }

    @Test
    void an_order_that_nobody_placed_is_a_phantom() {
        shown.add(shown("id-4", "four", "rejected"));
        assertThat(judgement()).singleElement().asString().contains("phantom").contains("id-4");
    }

    @Test
    void an_order_that_is_there_and_was_never_acknowledged_is_no_phantom() {
        acknowledged.remove("two");
        assertThat(judgement()).isEmpty();
    }

    @Test
    void a_key_with_two_orders_is_found() {
        shown.add(shown("id-4", "three", "rejected"));
        assertThat(judgement()).singleElement().asString().contains("The key three placed two orders: id-3 and id-4");
    }

    @Test
    void an_order_that_is_not_the_one_that_was_acknowledged_is_found() {
        acknowledged.put("one", "id-9");
        assertThat(judgement()).singleElement().asString().contains("acknowledged as order id-9 and is id-1");
    }

    @Test
    void an_order_that_is_under_way_for_ever_is_found() {
        shown.set(2, shown("id-3", "three", "pending"));
        assertThat(judgement()).singleElement().asString().contains("has not come to its end: it is PENDING");
    }

    @Test
    void a_good_order_that_was_refused_and_a_bad_one_that_was_not_are_found() {
        shown.set(0, shown("id-1", "one", "expired"));
        shown.set(1, shown("id-2", "two", "shipped"));
        assertThat(judgement())
                .anyMatch(finding ->
                        finding.contains("id-1") && finding.contains("EXPIRED") && finding.contains("not SHIPPED"))
                .anyMatch(finding -> finding.contains("id-2") && finding.contains("not REJECTED"))
                .hasSize(2);
    }

    @Test
    void stock_that_is_not_what_shipped_orders_leave_is_found() {
        onHand.put("MUG", 4L);
        assertThat(judgement())
                .singleElement()
                .asString()
                .contains("Of MUG 4 are on hand")
                .contains("must be 3");
    }

    private List<String> judgement() {
        return Judgement.of(PLAN, acknowledged, shown, onHand);
    }

    private static PlannedOrder order(String key, String token, boolean scarce) {
        return new PlannedOrder(key, token, Map.of("MUG", 2L), scarce, 0, false);
    }

    private static OrderView shown(String id, String key, String status) {
        return new OrderView(SkaldClient.JSON
                .createObjectNode()
                .put("orderId", id)
                .put("reference", key)
                .put("status", status));
    }
}
