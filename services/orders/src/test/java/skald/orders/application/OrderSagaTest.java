package skald.orders.application;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.orders.OrderFixtures.ANN;
import static skald.orders.OrderFixtures.LONDON;
import static skald.orders.OrderFixtures.MUG;
import static skald.orders.OrderFixtures.NOON;
import static skald.orders.OrderFixtures.ORDER;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.contracts.inventory.ReleaseStock;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.inventory.StockReserved;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderShipped;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.payments.VoidPayment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.CancelShipmentRefused;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDelivered;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;
import skald.orders.SagaStyle;
import skald.orders.adapter.out.InMemoryCustomers;
import skald.orders.adapter.out.InMemoryJourneys;
import skald.orders.adapter.out.InMemoryOrders;
import skald.orders.adapter.out.InMemoryProducts;
import skald.orders.domain.Customer;
import skald.orders.domain.Order;
import skald.orders.domain.OrderStatus;
import skald.testkit.Decision;
import skald.toolkit.SagaRef;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.memory.InMemorySagas;
import skald.toolkit.saga.RetryPolicy;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaStatus;

/** The order saga without any I/O: every step, refused, unanswered, answered twice, cancelled. */
class OrderSagaTest {
    private static final String ID = ORDER.toString();
    private static final Money TOTAL = new Money(1700, "GBP");

    /** The steps that are answered, in order, with the answer that means done. */
    private static final Map<String, Object> DONE = Map.of(
            "authorize payment", new PaymentAuthorized(ID, TOTAL),
            "reserve stock", new StockReserved(ID),
            "book shipment", new ShipmentBooked(ID, "TRACK-1"),
            "commit stock", new StockCommitted(ID),
            "capture payment", new PaymentCaptured(ID, TOTAL),
            "dispatch shipment", new ShipmentDispatched(ID, "TRACK-1"));

    private static final Map<String, Object> REFUSED = Map.of(
            "authorize payment", new PaymentDeclined(ID, "no"),
            "reserve stock", new StockRefused(ID, "no", List.of("MUG")),
            "book shipment", new ShipmentRefused(ID, "no"),
            "commit stock", new StockRefused(ID, "no", List.of()),
            "capture payment", new CaptureDeclined(ID, "no"));

    private static final Map<String, Object> UNDONE = Map.of(
            "authorize payment", new PaymentVoided(ID),
            "reserve stock", new StockReleased(ID),
            "book shipment", new ShipmentCancelled(ID),
            "commit stock", new StockReleased(ID));

    private static final List<String> ANSWERED = List.of(
            "authorize payment",
            "reserve stock",
            "book shipment",
            "commit stock",
            "capture payment",
            "dispatch shipment");
    private static final List<String> COMPENSATABLE = ANSWERED.subList(0, 4);

    private final InMemoryOrders orders = new InMemoryOrders();
    private final InMemorySagas sagas = new InMemorySagas();
    private final InMemoryProducts products = new InMemoryProducts();
    private final InMemoryCustomers customers = new InMemoryCustomers();
    private final RetryPolicy retries = new RetryPolicy(3, Duration.ofSeconds(10), Duration.ofSeconds(20));
    private final ServiceDefinition service = OrdersBehaviour.of(
            orders,
            products,
            customers,
            new InMemoryCustomers.Erasures(orders),
            new OrderFlows(
                    SagaStyle.ORCHESTRATION,
                    new OrderSagas(orders, sagas, retries, Duration.ofMinutes(8)),
                    new Choreography(orders, new InMemoryJourneys(), retries, Duration.ofMinutes(8))));
    private final Decision decision =
            new Decision(NOON).given(products, "MUG", MUG).given(customers, ANN, new Customer(ANN, false));
    private final List<Object> events = new ArrayList<>();
    private final List<Object> commands = new ArrayList<>();

    @BeforeEach
    void an_order_is_placed() {
        decide(new PlaceOrder(ORDER, ANN, List.of(new Line("MUG", 2)), LONDON, "card", "tok_visa", null, null), null);
    }

    @Test
    void an_order_that_nobody_refuses_is_confirmed_and_shipped() {
        assertThat(commands).containsExactly(new AuthorizePayment(ID, TOTAL, "card", "tok_visa"));
        ANSWERED.forEach(this::done);

        assertThat(order().status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order().shipped()).isTrue();
        assertThat(saga()).isEqualTo(SagaStatus.COMPLETED);
        assertThat(names(commands))
                .containsExactly(
                        "AuthorizePayment",
                        "ReserveStock",
                        "BookShipment",
                        "CommitStock",
                        "CapturePayment",
                        "DispatchShipment");
        assertThat(names(events)).containsExactly("OrderPlaced", "OrderConfirmed", "OrderShipped");
        assertThat(decision.timers()).isEmpty();
    }

    static Stream<String> refusableSteps() {
        return ANSWERED.subList(0, 5).stream();
    }

    @ParameterizedTest
    @MethodSource("refusableSteps")
    void a_refusal_undoes_what_was_done_in_reverse_order_and_rejects_the_order(String refusing) {
        List<String> before = ANSWERED.subList(0, ANSWERED.indexOf(refusing));
        before.forEach(this::done);
        commands.clear();
        answer(refusing, false, REFUSED.get(refusing));
        undo(before);

        assertThat(names(commands)).isEqualTo(compensationsOf(before));
        assertThat(order().status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(events.getLast()).isEqualTo(new OrderRejected(ID, ANN.toString(), "no"));
        assertThat(saga()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(decision.timers()).isEmpty();
    }

    static Stream<String> compensatableSteps() {
        return COMPENSATABLE.stream();
    }

    @ParameterizedTest
    @MethodSource("compensatableSteps")
    void a_step_that_is_never_answered_is_sent_again_and_then_undone_like_the_others(String silent) {
        List<String> before = ANSWERED.subList(0, ANSWERED.indexOf(silent));
        before.forEach(this::done);
        String command = names(commands).getLast();
        commands.clear();
        exhaustAttempts();
        List<String> maybe = ANSWERED.subList(0, ANSWERED.indexOf(silent) + 1);
        undo(maybe);

        List<String> expected = new ArrayList<>(List.of(command, command));
        expected.addAll(compensationsOf(maybe));
        assertThat(names(commands)).isEqualTo(expected);
        assertThat(events.getLast()).isInstanceOf(OrderExpired.class);
        assertThat(order().status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @ParameterizedTest
    @MethodSource("compensatableSteps")
    void a_compensation_that_is_never_answered_leaves_the_saga_stuck_and_visible(String stuck) {
        List<String> before = ANSWERED.subList(0, ANSWERED.indexOf(stuck) + 1);
        before.forEach(this::done);
        String next = ANSWERED.get(ANSWERED.indexOf(stuck) + 1);
        answer(next, false, REFUSED.get(next));
        exhaustAttempts();

        assertThat(saga()).isEqualTo(SagaStatus.STUCK);
        assertThat(order().status()).isEqualTo(OrderStatus.PENDING);

        undo(before);
        assertThat(saga()).isEqualTo(SagaStatus.COMPENSATED);
        assertThat(order().status()).isEqualTo(OrderStatus.REJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"capture payment", "dispatch shipment"})
    void after_the_point_of_no_return_silence_never_undoes_anything(String silent) {
        ANSWERED.subList(0, ANSWERED.indexOf(silent)).forEach(this::done);
        exhaustAttempts();

        assertThat(saga()).isEqualTo(SagaStatus.STUCK);
        assertThat(names(commands)).doesNotContain("VoidPayment", "ReleaseStock", "CancelShipment");

        ANSWERED.subList(ANSWERED.indexOf(silent), ANSWERED.size()).forEach(this::done);
        assertThat(saga()).isEqualTo(SagaStatus.COMPLETED);
    }

    @Test
    void a_stuck_saga_that_goes_on_is_watched_again() {
        ANSWERED.subList(0, 4).forEach(this::done);
        exhaustAttempts();
        assertThat(saga()).isEqualTo(SagaStatus.STUCK);

        done("capture payment");
        assertThat(saga()).isEqualTo(SagaStatus.RUNNING);
        assertThat(decision.timers()).hasSize(1);
        exhaustAttempts();
        assertThat(saga()).isEqualTo(SagaStatus.STUCK);
    }

    @Test
    void a_delivery_that_overtakes_the_refusal_of_a_cancellation_still_completes_the_order() {
        ANSWERED.subList(0, 5).forEach(this::done);
        cancel();
        done("dispatch shipment");
        decide(new ShipmentDelivered(ID), null);
        assertThat(order().status()).isEqualTo(OrderStatus.CANCEL_PENDING);
        cancelSaga("cancel shipment", new CancelShipmentRefused(ID, "has left"));

        Decision.Timer delivered = decision.timers().stream()
                .filter(timer -> timer.name().equals("delivered"))
                .findFirst()
                .orElseThrow();
        decide(delivered.body(), null);
        assertThat(order().status()).isEqualTo(OrderStatus.COMPLETED);
    }

    @Test
    void every_answer_given_twice_changes_nothing_the_second_time() {
        for (String step : ANSWERED) {
            done(step);
            int sent = commands.size();
            int published = events.size();
            done(step);
            assertThat(commands).hasSize(sent);
            assertThat(events).hasSize(published);
        }
        assertThat(saga()).isEqualTo(SagaStatus.COMPLETED);
    }

    @Test
    void an_answer_that_comes_after_its_step_was_given_up_is_ignored() {
        cancel();
        done("authorize payment");
        assertThat(names(commands)).containsExactly("AuthorizePayment", "VoidPayment");

        answer("authorize payment", true, new PaymentVoided(ID));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @ParameterizedTest
    @MethodSource("compensatableSteps")
    void a_cancellation_before_the_pivot_undoes_also_the_step_under_way(String underWay) {
        List<String> before = ANSWERED.subList(0, ANSWERED.indexOf(underWay));
        before.forEach(this::done);
        commands.clear();
        cancel();
        assertThat(order().status()).isEqualTo(OrderStatus.CANCEL_PENDING);
        List<String> maybe = ANSWERED.subList(0, ANSWERED.indexOf(underWay) + 1);
        undo(maybe);

        assertThat(names(commands)).isEqualTo(compensationsOf(maybe));
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(events.getLast()).isInstanceOf(OrderCancelled.class);
    }

    @Test
    void a_cancellation_while_the_payment_is_taken_is_refused_with_its_reason() {
        ANSWERED.subList(0, 4).forEach(this::done);
        cancel();

        assertThat(decision.refused()).isTrue();
        assertThat(decision.answer())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("order.payment-in-progress"));
    }

    @Test
    void a_confirmed_order_that_has_not_left_is_cancelled_and_refunded() {
        ANSWERED.subList(0, 5).forEach(this::done);
        commands.clear();
        cancel();
        cancelSaga("cancel shipment", new ShipmentCancelled(ID));
        cancelSaga("release stock", new StockReleased(ID));
        cancelSaga("refund payment", new PaymentRefunded(ID, ATTEMPT.toString(), TOTAL));

        assertThat(names(commands)).containsExactly("CancelShipment", "ReleaseStock", "RefundPayment");
        assertThat(order().status()).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void a_cancellation_that_meets_goods_on_their_way_leaves_the_order_as_it_was() {
        ANSWERED.subList(0, 5).forEach(this::done);
        cancel();
        done("dispatch shipment");
        cancelSaga("cancel shipment", new CancelShipmentRefused(ID, "has left"));

        assertThat(order().status()).isEqualTo(OrderStatus.CONFIRMED);
        assertThat(order().shipped()).isTrue();
        assertThat(events).hasAtLeastOneElementOfType(OrderShipped.class);
        assertThat(events.getLast()).isEqualTo(new CancellationRefused(ID, ANN.toString(), "has left"));
    }

    @Test
    void an_order_that_is_not_paid_in_time_expires() {
        decision.at(NOON.plus(Duration.ofMinutes(9)));
        wakeUp();
        undo(List.of("authorize payment"));

        assertThat(order().status()).isEqualTo(OrderStatus.EXPIRED);
    }

    private static final UUID ATTEMPT = UUID.fromString("0195a000-0000-7000-8000-0000000000ca");

    private void cancel() {
        decide(new CancelOrder(ORDER, ATTEMPT, "changed my mind"), null);
    }

    private void cancelSaga(String step, Object answer) {
        decide(answer, new SagaRef("cancel-order", ATTEMPT.toString(), step, false));
    }

    private void done(String step) {
        answer(step, false, DONE.get(step));
    }

    private void undo(List<String> steps) {
        for (String step : steps.reversed()) {
            answer(step, true, UNDONE.get(step));
        }
    }

    private void answer(String step, boolean undo, Object body) {
        decide(body, new SagaRef("order", ID, step, undo));
    }

    /** Lets the saga's timer fire until it does not wait any more. */
    private void exhaustAttempts() {
        for (int i = 0; i < 500 && !decision.timers().isEmpty() && saga() != SagaStatus.STUCK; i++) {
            SagaStatus before = saga();
            decision.at(decision.timers().getFirst().dueAt());
            wakeUp();
            if (saga() != before) {
                return;
            }
        }
    }

    private void wakeUp() {
        Decision.Timer timer = decision.timers().getFirst();
        decision.unschedule(timer.key(), timer.name());
        decide(timer.body(), null);
    }

    private void decide(Object body, SagaRef saga) {
        decision.when(service, ID, Objects.requireNonNull(body), saga);
        if (!decision.refused()) {
            events.addAll(decision.published());
            decision.sent().forEach(sent -> commands.add(sent.body()));
        }
    }

    private Order order() {
        return Objects.requireNonNull(decision.state(orders, ORDER));
    }

    private SagaStatus saga() {
        return Objects.requireNonNull(decision.state(sagas, new SagaId("order", ID)))
                .status();
    }

    private static List<String> names(List<Object> messages) {
        return messages.stream()
                .map(message -> message.getClass().getSimpleName())
                .toList();
    }

    private static List<String> compensationsOf(List<String> steps) {
        Map<String, Class<?>> undo = Map.of(
                "authorize payment", VoidPayment.class,
                "reserve stock", ReleaseStock.class,
                "book shipment", CancelShipment.class,
                "commit stock", ReleaseStock.class);
        return steps.reversed().stream()
                .map(step -> Objects.requireNonNull(undo.get(step)).getSimpleName())
                .toList();
    }
}
