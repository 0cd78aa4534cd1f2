package skald.orderviews.adapter.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.orderviews.Shop.ALICE;
import static skald.orderviews.Shop.BOB;
import static skald.orderviews.Shop.at;
import static skald.orderviews.Shop.order;
import static skald.orderviews.Shop.placed;
import static skald.orderviews.Shop.pounds;
import static skald.orderviews.Shop.registered;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.contracts.orders.CancellationRequested;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderRejected;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.users.UserErased;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.Generations;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.application.Projecting;
import skald.orderviews.domain.DisplayStatus;
import skald.orderviews.domain.Lifecycle;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.PaymentStatus;
import skald.orderviews.domain.TimelineEntry;
import skald.orderviews.domain.WordQuery;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.Message;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Tx;

/** What a read model does, whatever it is made of. */
abstract class ReadModelContract {

    record Adapters(Generations generations, OrderQueries queries) {}

    abstract Adapters open();

    /** Whether a transaction waits for another one. */
    abstract boolean isSomebodyWaiting();

    private Generations generations;
    private OrderQueries queries;
    private Projecting shop;

    @BeforeEach
    void anEmptyReadModel() {
        Adapters adapters = open();
        generations = adapters.generations();
        queries = adapters.queries();
        shop = new Projecting(generations);
    }

    private List<UUID> found(OrderSearch search) {
        return queries.list(search).stream().map(row -> row.view().orderId()).toList();
    }

    private List<UUID> found(String words) {
        return found(new OrderSearch(null, Set.of(), WordQuery.of(words), null, null, null, 50));
    }

    private FoundOrder theOrder(long number) {
        return queries.find(order(number)).orElseThrow();
    }

    @Test
    void an_order_comes_back_as_it_was_told() {
        shop.project(ALICE, registered(ALICE, "Alice Archer"), at(0));
        shop.place(1, ALICE);
        shop.project(order(1), new PaymentCaptured(order(1).toString(), pounds(1999)), at(2));
        shop.project(order(1), new PaymentRefunded(order(1).toString(), "r1", pounds(999)), at(3));
        shop.project(order(1), new ShipmentBooked(order(1).toString(), "TRACK1"), at(4));
        shop.project(order(1), new OrderRejected(order(1).toString(), ALICE.toString(), "no \"reason\""), at(5));
        FoundOrder found = theOrder(1);
        assertThat(found.details().customerName()).isEqualTo("Alice Archer");
        assertThat(found.details().lines()).isEqualTo(placed(1, ALICE).lines());
        assertThat(found.details().shipTo()).isEqualTo(placed(1, ALICE).shipTo());
        assertThat(found.details().reference()).isEqualTo("PO-1");
        assertThat(found.placement().userId()).isEqualTo(ALICE);
        assertThat(found.placement().total()).isEqualTo(pounds(1999));
        assertThat(found.placement().placedAt()).isEqualTo(at(1));
        OrderView view = found.view();
        assertThat(view.lifecycle()).isEqualTo(Lifecycle.REJECTED);
        assertThat(view.order().reason()).isEqualTo("no \"reason\"");
        assertThat(view.payment().status()).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
        assertThat(view.payment().refunded()).isEqualTo(999);
        assertThat(view.shipment().trackingCode()).isEqualTo("TRACK1");
        assertThat(view.updatedAt()).isEqualTo(at(5));
    }

    @Test
    void an_order_is_not_found_before_it_was_placed_and_has_everything_then() {
        shop.project(order(1), new PaymentAuthorized(order(1).toString(), pounds(1999)), at(3));
        assertThat(queries.find(order(1))).isEmpty();
        assertThat(found(OrderSearch.all(50))).isEmpty();
        assertThat(queries.placed(null, 50)).isEmpty();
        shop.place(1, ALICE);
        assertThat(theOrder(1).view().payment().status()).isEqualTo(PaymentStatus.AUTHORIZED);
        assertThat(theOrder(1).view().updatedAt()).isEqualTo(at(3));
        assertThat(found(OrderSearch.all(50))).containsExactly(order(1));
    }

    @Test
    void orders_are_listed_newest_first_and_page_by_page() {
        for (long number = 1; number <= 25; number++) {
            shop.place(number, ALICE);
        }
        List<UUID> seen = new ArrayList<>();
        OrderSearch.@Nullable After after = null;
        for (int page = 0; page < 4; page++) {
            List<ListedOrder> rows = queries.list(new OrderSearch(null, Set.of(), null, null, null, after, 10));
            assertThat(rows).hasSize(List.of(10, 10, 5, 0).get(page));
            rows.forEach(row -> seen.add(row.view().orderId()));
            if (!rows.isEmpty()) {
                ListedOrder last = rows.getLast();
                after = new OrderSearch.After(
                        last.placement().placedAt(), last.view().orderId());
            }
        }
        assertThat(seen)
                .hasSize(25)
                .doesNotHaveDuplicates()
                .startsWith(order(25))
                .endsWith(order(1));
    }

    @Test
    void orders_of_the_same_moment_are_told_apart_by_their_ids() {
        for (long number = 1; number <= 3; number++) {
            shop.project(order(number), placed(number, ALICE), at(0));
        }
        OrderSearch.After after = new OrderSearch.After(at(0), order(2));
        assertThat(found(new OrderSearch(null, Set.of(), null, null, null, after, 10)))
                .containsExactly(order(1));
    }

    @Test
    void orders_are_filtered_by_user_status_and_time() {
        shop.place(1, ALICE);
        shop.place(2, BOB);
        shop.place(3, ALICE);
        shop.project(order(3), new OrderConfirmed(order(3).toString(), ALICE.toString(), pounds(1999)), at(5));
        shop.project(order(2), new OrderRejected(order(2).toString(), BOB.toString(), "no stock"), at(6));
        assertThat(found(search(ALICE, Set.of(), null, null))).containsExactly(order(3), order(1));
        assertThat(found(search(null, Set.of(DisplayStatus.REJECTED), null, null)))
                .containsExactly(order(2));
        assertThat(found(search(null, Set.of(DisplayStatus.REJECTED, DisplayStatus.PENDING), null, null)))
                .containsExactly(order(2), order(1));
        assertThat(found(search(ALICE, Set.of(DisplayStatus.REJECTED), null, null)))
                .isEmpty();
        assertThat(found(search(null, Set.of(), at(1), at(3)))).containsExactly(order(2));
    }

    private static OrderSearch search(
            @Nullable UUID user, Set<DisplayStatus> statuses, @Nullable Instant from, @Nullable Instant to) {
        return new OrderSearch(user, statuses, null, from, to, null, 50);
    }

    @Test
    void a_search_looks_into_reference_products_skus_customer_and_city() {
        shop.project(ALICE, registered(ALICE, "Zoë Archer"), at(0));
        shop.project(order(1), placed(1, ALICE, "Invoice 536365", "85123A", "Heart holder", "Bergen"), at(1));
        shop.project(order(2), placed(2, BOB, null, "22423", "Regency cakestand", "Ålesund"), at(2));
        assertThat(found("536365")).containsExactly(order(1));
        assertThat(found("85123a")).containsExactly(order(1));
        assertThat(found("HEART hol")).containsExactly(order(1));
        assertThat(found("zoe")).containsExactly(order(1));
        assertThat(found("bergen heart archer")).containsExactly(order(1));
        assertThat(found("alesund")).containsExactly(order(2));
        assertThat(found("cakestand bergen")).isEmpty();
        assertThat(found("lantern")).containsExactly(order(2), order(1));
        assertThat(found("White metal la")).containsExactly(order(2), order(1));
    }

    @Test
    void whatever_a_person_types_is_only_a_search() {
        shop.place(1, ALICE);
        for (String typed : List.of(
                "'",
                "\\",
                "a & | !",
                "white:*",
                "(white",
                "<->",
                "' or 1=1 --",
                "white'",
                "\"white\"",
                "%",
                "*",
                ":",
                "\u0000")) {
            assertThat(found(typed)).isIn(List.of(), List.of(order(1)));
        }
        assertThat(found("(white")).containsExactly(order(1));
        assertThat(found("!!!")).isEmpty();
    }

    @Test
    void a_timeline_is_in_the_order_of_time_and_a_message_is_told_once() {
        shop.place(1, ALICE);
        Message<?> authorized = shop.project(order(1), new PaymentAuthorized(order(1).toString(), pounds(1999)), at(3));
        shop.project(order(1), new AuthorizePayment(order(1).toString(), pounds(1999), "card", "tok"), at(2));
        shop.project(List.of(authorized));
        assertThat(queries.timeline(order(1)))
                .extracting(TimelineEntry::summary)
                .containsExactly(
                        "Order over 19.99 GBP placed, 2 lines",
                        "Authorization of 19.99 GBP asked for",
                        "Payment of 19.99 GBP authorized");
        assertThat(queries.timeline(order(1)).getFirst())
                .isEqualTo(new TimelineEntry(
                        order(1),
                        at(1),
                        "orders",
                        1,
                        "skald.orders.order-placed.v1",
                        "Order over 19.99 GBP placed, 2 lines"));
        assertThat(queries.timeline(order(2))).isEmpty();
    }

    @Test
    void a_batch_sees_its_own_changes() {
        shop.project(List.of(
                shop.message(order(1), placed(1, ALICE), at(1)),
                shop.message(order(1), new OrderConfirmed(order(1).toString(), ALICE.toString(), pounds(1999)), at(2)),
                shop.message(order(2), placed(2, ALICE), at(2)),
                shop.message(ALICE, registered(ALICE, "Alice"), at(3)),
                shop.message(order(1), new ShipmentDispatched(order(1).toString(), "T"), at(4))));
        assertThat(theOrder(1).view().status()).isEqualTo(DisplayStatus.SHIPPED);
        assertThat(theOrder(1).details().customerName()).isEqualTo("Alice");
        assertThat(theOrder(2).details().customerName()).isEqualTo("Alice");
    }

    @Test
    void a_name_that_is_heard_late_is_shown_and_found() {
        shop.place(1, ALICE);
        assertThat(theOrder(1).details().customerName()).isNull();
        shop.project(ALICE, registered(ALICE, "Alice Archer"), at(2));
        assertThat(theOrder(1).details().customerName()).isEqualTo("Alice Archer");
        assertThat(found("archer")).containsExactly(order(1));
    }

    @Test
    void an_erased_user_leaves_nothing_personal_behind() {
        shop.project(ALICE, registered(ALICE, "Alice Archer"), at(0));
        shop.place(1, ALICE);
        shop.place(2, BOB);
        String id = order(1).toString();
        shop.project(order(1), new CancellationRequested(id, ALICE.toString(), "call me at 555-0100"), at(3));
        shop.project(ALICE, new UserErased(ALICE.toString()), at(4));
        assertNothingPersonal(1);
        assertThat(theOrder(1).view().lifecycle()).isEqualTo(Lifecycle.CANCEL_PENDING);
        assertThat(theOrder(1).details().lines()).hasSize(2);
        assertThat(theOrder(2).details().shipTo()).isNotNull();
        assertThat(found("archer")).isEmpty();
        assertThat(found("bergen")).containsExactly(order(2));
        assertThat(found("lantern")).containsExactly(order(2), order(1));

        shop.project(order(1), new OrderCancelled(id, ALICE.toString(), "call me at 555-0100"), at(5));
        shop.project(ALICE, registered(ALICE, "Alice Archer"), at(6));
        shop.place(7, ALICE);
        assertNothingPersonal(1);
        assertNothingPersonal(7);
    }

    @Test
    void an_erasure_in_the_batch_of_the_order_holds_too() {
        shop.project(List.of(
                shop.message(order(1), placed(1, ALICE), at(1)),
                shop.message(ALICE, new UserErased(ALICE.toString()), at(2)),
                shop.message(order(2), placed(2, ALICE), at(3))));
        assertNothingPersonal(1);
        assertNothingPersonal(2);
    }

    @Test
    void an_order_that_is_being_written_during_the_erasure_holds_nothing_personal_either() throws Exception {
        shop.project(ALICE, registered(ALICE, "Alice Archer"), at(0));
        for (UUID user : List.of(ALICE, BOB)) {
            long number = user.equals(ALICE) ? 1 : 2;
            List<Message<?>> order = List.of(shop.message(order(number), placed(number, user), at(1)));
            List<Message<?>> erasure = List.of(shop.message(user, new UserErased(user.toString()), at(2)));
            CompletableFuture<Void> erased = new CompletableFuture<>();
            try (Tx tx = generations.begin()) {
                shop.project(order, tx);
                erased = CompletableFuture.runAsync(() -> projectUntilItSucceeds(erasure));
                while (!erased.isDone() && !isSomebodyWaiting()) {
                    Thread.onSpinWait();
                }
                tx.commit();
            } catch (ConcurrentChangeException _) {
                projectUntilItSucceeds(order);
            }
            erased.get(20, TimeUnit.SECONDS);
            assertNothingPersonal(number);
        }
    }

    private void projectUntilItSucceeds(List<Message<?>> messages) {
        while (true) {
            try {
                shop.project(messages);
                return;
            } catch (ConcurrentChangeException _) {
                Thread.onSpinWait();
            }
        }
    }

    private void assertNothingPersonal(long number) {
        FoundOrder found = theOrder(number);
        assertThat(found.details().customerName()).isNull();
        assertThat(found.details().shipTo()).isNull();
        assertThat(found.details().reference()).isNull();
        assertThat(found.view().order().reason()).isNull();
    }

    @Test
    void two_writers_of_one_order_conflict() {
        Message<?> first = shop.message(order(1), placed(1, ALICE), at(1));
        try (Tx tx = generations.begin()) {
            var loaded = generations.current().views().load(tx, List.of(order(1)));
            assertThat(loaded).isEmpty();
        }
        shop.project(List.of(first));
        try (Tx tx = generations.begin()) {
            var view = generations.current().views().load(tx, List.of(order(1))).get(order(1));
            var stale = new skald.toolkit.Change<>(order(1), view.version() - 1, (OrderView) null, view.state());
            assertThatThrownBy(() -> {
                        generations.current().views().save(tx, List.of(stale));
                        tx.commit();
                    })
                    .isInstanceOf(ConcurrentChangeException.class);
        }
    }

    @Test
    void facts_come_by_id_and_page() {
        shop.place(2, ALICE);
        shop.place(1, ALICE);
        shop.place(3, BOB);
        assertThat(queries.placed(null, 2)).extracting(OrderView::orderId).containsExactly(order(1), order(2));
        assertThat(queries.placed(order(2), 2)).extracting(OrderView::orderId).containsExactly(order(3));
    }

    @Test
    void a_generation_is_built_beside_the_one_that_serves_and_swapped_in() {
        shop.place(1, ALICE);
        Projecting builder = new Projecting(generations, generations.building(2));
        generations.clear(2);
        builder.place(1, ALICE);
        builder.place(2, ALICE);
        assertThat(found(OrderSearch.all(50))).containsExactly(order(1));
        assertThat(generations.swap(2, _ -> false)).isFalse();
        assertThat(generations.active()).isEqualTo(1);
        boolean swapped = generations.swap(2, tx -> {
            builder.project(List.of(builder.message(order(3), placed(3, ALICE), at(3))), tx);
            return true;
        });
        assertThat(swapped).isTrue();
        assertThat(generations.active()).isEqualTo(2);
        assertThat(found(OrderSearch.all(50))).containsExactly(order(3), order(2), order(1));
        shop.place(4, BOB);
        assertThat(found(OrderSearch.all(50))).startsWith(order(4)).hasSize(4);
        assertThatThrownBy(() -> generations.clear(2)).isInstanceOf(IllegalStateException.class);
        generations.clear(1);
        assertThat(found(OrderSearch.all(50))).hasSize(4);
    }

    @Test
    void a_batch_that_is_under_way_at_a_swap_is_seen_by_it_or_decided_again() throws Exception {
        AtomicBoolean committed = new AtomicBoolean();
        AtomicBoolean seen = new AtomicBoolean();
        CompletableFuture<Boolean> swap;
        try (Tx tx = generations.begin()) {
            shop.project(List.of(shop.message(order(1), placed(1, ALICE), at(1))), tx);
            swap = CompletableFuture.supplyAsync(() -> generations.swap(2, _ -> {
                seen.set(committed.get());
                return true;
            }));
            while (!swap.isDone() && !isSomebodyWaiting()) {
                Thread.onSpinWait();
            }
            try {
                // Only if this succeeds does the order count as consumed: then the swap has to know.
                committed.set(true);
                tx.commit();
            } catch (ConcurrentChangeException _) {
                committed.set(false);
            }
        }
        assertThat(swap.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen.get()).isEqualTo(committed.get());
    }

    @Test
    void how_far_a_generation_is_built_is_committed_with_its_rows() {
        SourceLane lane = new SourceLane("orders", 0);
        try (Tx tx = generations.begin()) {
            assertThat(generations.built(tx, 2)).isEmpty();
            generations.note(tx, 2, Map.of(lane, 256L));
        }
        try (Tx tx = generations.begin()) {
            assertThat(generations.built(tx, 2)).isEmpty();
            generations.note(tx, 2, Map.of(lane, 256L));
            tx.commit();
        }
        try (Tx tx = generations.begin()) {
            assertThat(generations.built(tx, 2)).containsExactly(Map.entry(lane, 256L));
        }
        generations.clear(2);
        try (Tx tx = generations.begin()) {
            assertThat(generations.built(tx, 2)).isEmpty();
        }
    }
}
