package skald.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.inventory.PriceFact;
import skald.inventory.ReservationFact;
import skald.orders.OrderFact;
import skald.orderviews.ViewFact;
import skald.payments.PaymentFact;
import skald.payments.PaymentFact.Status;
import skald.payments.PaymentFact.TransactionFact;
import skald.shipping.ShipmentFact;
import skald.simulators.gateway.Amount;
import skald.simulators.gateway.GatewayEntry;
import skald.simulators.gateway.GatewayEntry.Operation;
import skald.simulators.gateway.GatewayEntry.Outcome;

/** What the audit says about one order: two mugs for 8.50 EUR each. */
class OrderCheckTest {
    private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final long TOTAL = 1700;

    private static final Prices PRICES = new Prices(List.of(
            new PriceFact("MUG", List.of(new PriceFact.Since(NOON.minusSeconds(60), new Money(850, "EUR"))))));

    private String status = "CONFIRMED";
    private long total = TOTAL;
    private long price = 850;
    private long returned;
    private boolean carried;
    private boolean exists = true;
    private @Nullable ReservationFact reservation = reserved("CONSUMED");
    private @Nullable ShipmentFact shipment;
    private OrderDossier.Shown shown = new OrderDossier.Shown(null, false);
    private final List<TransactionFact> ledger = new ArrayList<>();
    private final List<GatewayEntry> gateway = new ArrayList<>();

    @Test
    void an_order_that_is_paid_and_shipped_is_sound() {
        authorized();
        captured();

        assertThat(check()).isEmpty();
    }

    @Test
    void an_order_that_was_refused_is_sound_when_its_authorization_is_void() {
        status = "REJECTED";
        reservation = reserved("RELEASED");
        authorized();
        both("void", Operation.VOID, Status.SUCCEEDED, TOTAL);

        assertThat(check()).isEmpty();
    }

    @Test
    void a_returned_part_that_is_paid_back_is_sound() {
        status = "COMPLETED";
        returned = 850;
        authorized();
        captured();
        both("return", Operation.REFUND, Status.SUCCEEDED, 850);

        assertThat(check()).isEmpty();
    }

    @Test
    void an_order_under_way_is_sound_in_any_state_of_its_money() {
        carried = true;
        status = "PENDING";
        reservation = reserved("HELD");
        assertThat(check()).isEmpty();

        authorized();
        assertThat(check()).isEmpty();

        captured();
        assertThat(check()).isEmpty();

        status = "CANCEL_PENDING";
        both("refund", Operation.REFUND, Status.SUCCEEDED, TOTAL);
        assertThat(check()).isEmpty();
    }

    @Test
    void a_transaction_whose_outcome_is_not_known_may_be_in_either_book() {
        carried = true;
        status = "PENDING";
        ledger.add(transaction("authorize", "AUTHORIZE", Status.UNRESOLVED, TOTAL));
        assertThat(check()).isEmpty();

        gateway.add(entry("authorize", Operation.AUTHORIZE, Outcome.APPROVED, TOTAL));
        assertThat(check()).isEmpty();
    }

    @Test
    void a_second_capture_is_found() {
        authorized();
        captured();
        both("again", Operation.CAPTURE, Status.SUCCEEDED, TOTAL);

        assertThat(check()).contains(Invariant.CAPTURED_ONCE);
    }

    @Test
    void money_kept_in_part_is_found() {
        authorized();
        captured();
        both("gift", Operation.REFUND, Status.SUCCEEDED, 1);

        assertThat(check()).contains(Invariant.CAPTURED_ONCE, Invariant.STATE_MATCHES_MONEY);
    }

    @Test
    void a_payment_and_a_reservation_of_no_order_are_found() {
        exists = false;
        authorized();

        assertThat(check()).containsExactlyInAnyOrder(Invariant.CAPTURED_ONCE, Invariant.RESERVATION_MATCHES_ORDER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "CANCEL_PENDING"})
    void an_order_that_nobody_carries_is_found(String unfinished) {
        status = unfinished;
        reservation = null;

        assertThat(check()).containsExactly(Invariant.CARRIED_TO_ITS_END);
        carried = true;
        assertThat(check()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFIRMED", "COMPLETED"})
    void goods_that_nobody_paid_are_found(String paid) {
        status = paid;

        assertThat(check()).containsExactly(Invariant.STATE_MATCHES_MONEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECTED", "EXPIRED", "CANCELLED"})
    void money_that_is_kept_for_nothing_is_found(String ended) {
        status = ended;
        authorized();
        captured();

        assertThat(check()).containsExactly(Invariant.STATE_MATCHES_MONEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REJECTED", "EXPIRED", "CANCELLED"})
    void a_card_that_stays_blocked_is_found(String ended) {
        status = ended;
        authorized();

        assertThat(check()).containsExactly(Invariant.STATE_MATCHES_MONEY);
    }

    @Test
    void what_only_one_of_the_books_knows_is_found() {
        authorized();
        captured();
        gateway.removeLast();
        assertThat(check()).containsExactly(Invariant.LEDGER_MATCHES_GATEWAY);

        gateway.add(entry("capture", Operation.CAPTURE, Outcome.APPROVED, TOTAL));
        gateway.add(entry("unknown", Operation.VOID, Outcome.DECLINED, 0));
        assertThat(check()).containsExactly(Invariant.LEDGER_MATCHES_GATEWAY);
    }

    @Test
    void books_that_differ_in_operation_outcome_or_amount_are_found() {
        authorized();
        ledger.add(transaction("capture", "CAPTURE", Status.SUCCEEDED, TOTAL));

        gateway.add(entry("capture", Operation.REFUND, Outcome.APPROVED, TOTAL));
        assertThat(check()).containsExactly(Invariant.LEDGER_MATCHES_GATEWAY);

        gateway.set(1, entry("capture", Operation.CAPTURE, Outcome.DECLINED, TOTAL));
        assertThat(check()).containsExactly(Invariant.LEDGER_MATCHES_GATEWAY);

        gateway.set(1, entry("capture", Operation.CAPTURE, Outcome.APPROVED, TOTAL + 1));
        assertThat(check()).containsExactly(Invariant.LEDGER_MATCHES_GATEWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HELD", "COMMITTED"})
    void goods_that_are_kept_for_an_order_at_its_end_are_found(String held) {
        status = "CANCELLED";
        reservation = reserved(held);

        assertThat(check()).containsExactly(Invariant.RESERVATION_MATCHES_ORDER);
    }

    @Test
    void a_product_that_is_reserved_twice_is_found() {
        authorized();
        captured();
        reservation = new ReservationFact(ID, "CONSUMED", List.of(new Line("MUG", 1), new Line("MUG", 1)));

        assertThat(check()).containsExactly(Invariant.RESERVATION_MATCHES_ORDER);
    }

    @Test
    void a_total_that_is_not_the_sum_of_its_lines_is_found() {
        total = 1800;
        ledger.add(transaction("capture", "CAPTURE", Status.SUCCEEDED, 1800));
        gateway.add(entry("capture", Operation.CAPTURE, Outcome.APPROVED, 1800));

        assertThat(check()).containsExactly(Invariant.TOTAL_MATCHES_CATALOGUE);
    }

    @Test
    void a_price_that_the_catalogue_never_had_is_found() {
        price = 1;
        total = 2;
        ledger.add(transaction("capture", "CAPTURE", Status.SUCCEEDED, 2));
        gateway.add(entry("capture", Operation.CAPTURE, Outcome.APPROVED, 2));

        assertThat(check()).containsExactly(Invariant.TOTAL_MATCHES_CATALOGUE);
    }

    private void authorized() {
        both("authorize", Operation.AUTHORIZE, Status.SUCCEEDED, TOTAL);
    }

    private void captured() {
        both("capture", Operation.CAPTURE, Status.SUCCEEDED, TOTAL);
    }

    private void both(String name, Operation operation, Status outcome, long amount) {
        ledger.add(transaction(name, operation.name(), outcome, amount));
        gateway.add(entry(name, operation, Outcome.APPROVED, amount));
    }

    private static TransactionFact transaction(String name, String operation, Status outcome, long amount) {
        return new TransactionFact(ID + ":" + name, operation, outcome, amount, NOON);
    }

    private static GatewayEntry entry(String name, Operation operation, Outcome outcome, long amount) {
        return new GatewayEntry(
                ID + ":" + name, ID + ":authorize", operation, new Amount(amount, "EUR"), outcome, null, null, NOON);
    }

    private static ReservationFact reserved(String status) {
        return new ReservationFact(ID, status, List.of(new Line("MUG", 2)));
    }

    @Test
    void goods_on_their_way_for_an_order_that_is_given_up_break_the_rule_of_shipments() {
        authorized();
        captured();
        shipment = new ShipmentFact(ID, ShipmentFact.Status.DISPATCHED);
        assertThat(check()).isEmpty();

        ledger.clear();
        gateway.clear();
        status = "CANCELLED";
        reservation = reserved("RELEASED");
        assertThat(check()).containsExactly(Invariant.SHIPPED_ONLY_IF_PAID);

        shipment = new ShipmentFact(ID, ShipmentFact.Status.CANCELLED);
        assertThat(check()).isEmpty();
    }

    @Test
    void a_read_model_that_has_read_everything_says_what_the_order_is() {
        authorized();
        captured();
        shown = new OrderDossier.Shown(new ViewFact(ID, "CONFIRMED", new Money(TOTAL, "EUR")), true);
        assertThat(check()).isEmpty();

        shown = new OrderDossier.Shown(new ViewFact(ID, "PENDING", new Money(TOTAL, "EUR")), false);
        assertThat(check()).isEmpty();

        shown = new OrderDossier.Shown(new ViewFact(ID, "PENDING", new Money(TOTAL, "EUR")), true);
        assertThat(check()).containsExactly(Invariant.VIEW_MATCHES_ORDER);

        shown = new OrderDossier.Shown(null, true);
        assertThat(check()).containsExactly(Invariant.VIEW_MATCHES_ORDER);
    }

    /** The broken invariants, each once. */
    private List<Invariant> check() {
        return OrderCheck.of(
                        new OrderDossier(ID, order(), payment(), gateway, reservation, shipment, shown, carried),
                        PRICES)
                .stream()
                .map(Breach::invariant)
                .distinct()
                .toList();
    }

    private @Nullable OrderFact order() {
        return exists
                ? new OrderFact(
                        ID,
                        status,
                        "EUR",
                        total,
                        returned,
                        false,
                        true,
                        null,
                        NOON,
                        List.of(new OrderFact.Item("MUG", 2, price)))
                : null;
    }

    private @Nullable PaymentFact payment() {
        if (ledger.isEmpty()) {
            return null;
        }
        boolean isVoid = sum("VOID") > 0;
        long captures = ledger.stream()
                .filter(transaction -> transaction.operation().equals("CAPTURE"))
                .count();
        return new PaymentFact(
                ID,
                "EUR",
                isVoid ? 0 : Math.max(0, sum("AUTHORIZE") - sum("CAPTURE")),
                (int) captures,
                sum("CAPTURE"),
                sum("REFUND"),
                ledger);
    }

    private long sum(String operation) {
        return ledger.stream()
                .filter(transaction -> transaction.operation().equals(operation))
                .filter(transaction -> transaction.status() == Status.SUCCEEDED)
                .mapToLong(TransactionFact::amount)
                .sum();
    }
}
