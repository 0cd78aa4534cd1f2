package skald.orderviews.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.orderviews.Shop.ALICE;
import static skald.orderviews.Shop.NOON;
import static skald.orderviews.Shop.at;
import static skald.orderviews.Shop.order;
import static skald.orderviews.Shop.placed;
import static skald.orderviews.Shop.pounds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.contracts.Contracts;
import skald.contracts.Line;
import skald.contracts.inventory.ProductDefined;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.CancellationRequested;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderCompleted;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDelivered;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.contracts.users.UserRolesChanged;

class OrderFoldTest {

    private static final String ORDER = order(1).toString();
    private static final String USER = ALICE.toString();

    private record Told(Object event, Instant at) {}

    private static OrderView fold(Object... events) {
        List<Told> told = new ArrayList<>();
        for (Object event : events) {
            told.add(new Told(event, at(told.size())));
        }
        return fold(null, told);
    }

    private static OrderView fold(@Nullable OrderView start, List<Told> told) {
        OrderView view = start == null ? OrderView.unknown(order(1)) : start;
        for (Told one : told) {
            view = fold(view, one.event(), one.at());
        }
        return view;
    }

    @SuppressWarnings("unchecked") // looked up by the event's own class
    private static <E> OrderView fold(OrderView view, E event, Instant at) {
        OrderEvent<E> kind = (OrderEvent<E>) OrderEvents.ALL.stream()
                .filter(known -> known.type() == event.getClass())
                .findFirst()
                .orElseThrow();
        return kind.fold(view, view.orderId(), event, at);
    }

    @Test
    void every_message_of_the_contracts_has_its_row_or_is_left_out_on_purpose() {
        Set<Class<?>> noOrders =
                Set.of(ProductDefined.class, UserRegistered.class, UserErased.class, UserRolesChanged.class);
        Set<Class<?>> expected = Contracts.MESSAGES.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.toCollection(HashSet::new));
        expected.removeAll(noOrders);
        assertThat(OrderEvents.ALL)
                .extracting(event -> (Object) event.type())
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void an_order_goes_its_usual_way() {
        assertThat(fold(placed(1, ALICE)).status()).isEqualTo(DisplayStatus.PENDING);
        OrderView confirmed = fold(
                placed(1, ALICE),
                new PaymentAuthorized(ORDER, pounds(1999)),
                new ShipmentBooked(ORDER, "TRACK1"),
                new PaymentCaptured(ORDER, pounds(1999)),
                new OrderConfirmed(ORDER, USER, pounds(1999)));
        assertThat(confirmed.status()).isEqualTo(DisplayStatus.CONFIRMED);
        assertThat(confirmed.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
        assertThat(confirmed.shipment().trackingCode()).isEqualTo("TRACK1");
        assertThat(confirmed.placement()).isEqualTo(new Placement(ALICE, pounds(1999), NOON));
        OrderView shipped = fold(confirmed, new ShipmentDispatched(ORDER, "TRACK1"), at(9));
        assertThat(shipped.status()).isEqualTo(DisplayStatus.SHIPPED);
        assertThat(shipped.fulfilment()).isEqualTo(Fulfilment.FULFILLED);
        assertThat(shipped.updatedAt()).isEqualTo(at(9));
        assertThat(fold(shipped, new OrderCompleted(ORDER, USER), at(10)).status())
                .isEqualTo(DisplayStatus.COMPLETED);
    }

    @Test
    void a_declined_card_shows_as_a_rejected_order() {
        OrderView view = fold(
                placed(1, ALICE),
                new PaymentDeclined(ORDER, "insufficient funds"),
                new OrderRejected(ORDER, USER, "payment declined: insufficient funds"));
        assertThat(view.status()).isEqualTo(DisplayStatus.REJECTED);
        assertThat(view.payment().status()).isEqualTo(PaymentStatus.DECLINED);
        assertThat(view.order().reason()).isEqualTo("payment declined: insufficient funds");
    }

    @Test
    void a_cancellation_locks_the_order_until_it_is_decided() {
        OrderView locked = fold(
                placed(1, ALICE),
                new OrderConfirmed(ORDER, USER, pounds(1999)),
                new CancellationRequested(ORDER, USER, "too late"));
        assertThat(locked.status()).isEqualTo(DisplayStatus.CANCEL_PENDING);
        OrderView refused = fold(locked, new CancellationRefused(ORDER, USER, "dispatched"), at(5));
        assertThat(refused.lifecycle()).isEqualTo(Lifecycle.CONFIRMED);
        assertThat(refused.order().reason()).isNull();
        OrderView cancelled = fold(locked, new OrderCancelled(ORDER, USER, "too late"), at(5));
        assertThat(cancelled.lifecycle()).isEqualTo(Lifecycle.CANCELLED);
        assertThat(cancelled.order().reason()).isEqualTo("too late");
        assertThat(cancelled.withoutPersonalData().order().reason()).isNull();
    }

    @Test
    void an_end_is_never_left() {
        OrderView rejected = fold(placed(1, ALICE), new OrderRejected(ORDER, USER, "no stock"));
        assertThat(fold(rejected, new OrderConfirmed(ORDER, USER, pounds(1999)), at(5)))
                .isSameAs(rejected);
        assertThat(fold(rejected, new CancellationRequested(ORDER, USER, null), at(5)))
                .isSameAs(rejected);
        assertThat(fold(rejected, new OrderCancelled(ORDER, USER, null), at(5))).isSameAs(rejected);
    }

    @Test
    void refunds_add_up_and_an_answer_given_twice_counts_once() {
        OrderView part = fold(
                placed(1, ALICE),
                new PaymentCaptured(ORDER, pounds(1999)),
                new PaymentRefunded(ORDER, "r1", pounds(999)),
                new PaymentRefunded(ORDER, "r1", pounds(999)));
        assertThat(part.payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(part.payment().refunded()).isEqualTo(999);
        OrderView whole = fold(part, new PaymentRefunded(ORDER, "r2", pounds(1000)), at(9));
        assertThat(whole.payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(whole.status()).isEqualTo(DisplayStatus.REFUNDED);
    }

    @Test
    void a_repeated_authorization_does_not_take_a_capture_back() {
        OrderView view = fold(new PaymentCaptured(ORDER, pounds(1999)), new PaymentAuthorized(ORDER, pounds(1999)));
        assertThat(view.payment().status()).isEqualTo(PaymentStatus.CAPTURED);
    }

    @Test
    void an_authorization_that_is_given_up_is_voided_and_no_shipment_keeps_its_code() {
        OrderView view = fold(
                new PaymentAuthorized(ORDER, pounds(1999)),
                new ShipmentBooked(ORDER, "TRACK1"),
                new ShipmentCancelled(ORDER),
                new PaymentVoided(ORDER));
        assertThat(view.payment().status()).isEqualTo(PaymentStatus.VOIDED);
        assertThat(view.shipment().trackingCode()).isNull();
    }

    @Test
    void goods_come_back_in_parts_and_wholly() {
        OrderReturned part = new OrderReturned(ORDER, USER, "t1", List.of(new Line("71053", 1)), pounds(999), false);
        OrderReturned rest = new OrderReturned(ORDER, USER, "t2", List.of(new Line("85123A", 2)), pounds(1000), true);
        OrderView view = fold(placed(1, ALICE), new ShipmentDispatched(ORDER, "T"), part);
        assertThat(view.fulfilment()).isEqualTo(Fulfilment.PARTIALLY_RETURNED);
        assertThat(fold(fold(view, rest, at(8)), part, at(9)).status()).isEqualTo(DisplayStatus.RETURNED);
    }

    @Test
    void what_only_other_services_have_told_of_is_a_partial_view() {
        OrderView view = fold(new PaymentAuthorized(ORDER, pounds(1999)));
        assertThat(view.placement()).isNull();
        assertThat(view.payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);
    }

    @Test
    void the_services_may_be_heard_in_any_interleaving_and_any_of_them_again() {
        List<List<Told>> sources = List.of(
                List.of(
                        new Told(placed(1, ALICE), at(0)),
                        new Told(new OrderConfirmed(ORDER, USER, pounds(1999)), at(7)),
                        new Told(new CancellationRequested(ORDER, USER, "x"), at(8)),
                        new Told(new CancellationRefused(ORDER, USER, "late"), at(9)),
                        new Told(new OrderCompleted(ORDER, USER), at(20)),
                        new Told(new OrderReturned(ORDER, USER, "t", List.of(), pounds(999), false), at(30))),
                List.of(
                        new Told(new PaymentAuthorized(ORDER, pounds(1999)), at(2)),
                        new Told(new PaymentCaptured(ORDER, pounds(1999)), at(6)),
                        new Told(new PaymentRefunded(ORDER, "t", pounds(999)), at(29))),
                List.of(
                        new Told(new ShipmentBooked(ORDER, "T"), at(4)),
                        new Told(new ShipmentDispatched(ORDER, "T"), at(10)),
                        new Told(new ShipmentDelivered(ORDER), at(19))));
        OrderView expected = fold(null, sources.stream().flatMap(List::stream).toList());
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            List<Told> interleaved = interleaved(sources, random);
            assertThat(fold(null, interleaved)).isEqualTo(expected);
            // A swap of generations lets the last messages be heard once more.
            List<Told> again = new ArrayList<>(interleaved);
            again.addAll(interleaved.subList(random.nextInt(interleaved.size()), interleaved.size()));
            assertThat(fold(null, again)).isEqualTo(expected);
        }
    }

    private static List<Told> interleaved(List<List<Told>> sources, Random random) {
        List<List<Told>> rest = new ArrayList<>();
        sources.forEach(source -> rest.add(new ArrayList<>(source)));
        List<Told> result = new ArrayList<>();
        while (!rest.isEmpty()) {
            List<Told> source = rest.get(random.nextInt(rest.size()));
            result.add(source.removeFirst());
            rest.removeIf(List::isEmpty);
        }
        return result;
    }

    @Test
    void a_summary_tells_the_amount_and_never_the_token() {
        assertThat(summary(new PaymentAuthorized(ORDER, pounds(1999)))).isEqualTo("Payment of 19.99 GBP authorized");
        assertThat(summary(new AuthorizePayment(ORDER, pounds(1999), "card", "tok_secret")))
                .isEqualTo("Authorization of 19.99 GBP asked for")
                .doesNotContain("tok_secret");
        assertThat(summary(placed(1, ALICE)))
                .isEqualTo("Order over 19.99 GBP placed, 2 lines")
                .doesNotContain("Bergen");
    }

    @SuppressWarnings("unchecked") // looked up by the event's own class
    private static <E> String summary(E event) {
        return ((OrderEvent<E>) OrderEvents.ALL.stream()
                        .filter(known -> known.type() == event.getClass())
                        .findFirst()
                        .orElseThrow())
                .summary()
                .apply(event);
    }
}
