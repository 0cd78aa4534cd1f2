package skald.orderviews.adapter.out.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.orderviews.Shop.ALICE;
import static skald.orderviews.Shop.at;
import static skald.orderviews.Shop.order;
import static skald.orderviews.Shop.pounds;
import static skald.orderviews.Shop.registered;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.users.UserErased;
import skald.database.ServiceDatabase;
import skald.orderviews.adapter.out.PostgresOrderQueries;
import skald.orderviews.adapter.out.PostgresReadModel;
import skald.orderviews.adapter.out.SearchChanges;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.application.Projecting;
import skald.orderviews.application.SearchAwayException;
import skald.orderviews.domain.DisplayStatus;
import skald.orderviews.domain.WordQuery;
import skald.testkit.SearchNode;
import skald.testkit.TestPostgres;
import skald.testkit.opensearch.OpenSearchNode;
import skald.toolkit.ThreadScheduler;
import skald.toolkit.postgres.PostgresStore;

@Tag("long")
class SearchIndexingTest {
    private static int indexes;

    private final ServiceDatabase database = TestPostgres.database("order-views");
    private final PostgresStore store = new PostgresStore(database.dataSource());
    private final PostgresReadModel model = PostgresReadModel.withSearchChanges(store);
    private final PostgresOrderQueries tables = new PostgresOrderQueries(store, model);
    private final Projecting shop = new Projecting(model);
    private final String name = "indexing-" + ++indexes;

    @AfterEach
    void close() {
        database.close();
    }

    private SearchedOrders over(SearchNode node) {
        return new SearchedOrders(
                store, tables, new SearchServer(node.address(), null), name, new ThreadScheduler(Runnable::run));
    }

    private SearchedOrders orders() {
        return over(OpenSearchNode.shared());
    }

    private static void index(SearchedOrders orders) {
        while (Duration.ZERO.equals(orders.indexing().take())) {
            Thread.onSpinWait();
        }
        assertThat(orders.awaitListed(Duration.ofSeconds(10))).isTrue();
    }

    private static List<UUID> found(SearchedOrders orders, int limit) {
        return orders.list(OrderSearch.all(limit)).stream()
                .map(row -> row.view().orderId())
                .toList();
    }

    @Test
    void orders_of_before_there_was_an_index_are_in_it_and_reads_see_all_of_them_during_a_rebuild() {
        for (long number = 1; number <= 1_100; number++) {
            shop.place(number, ALICE);
        }
        SearchedOrders orders = orders();
        index(orders);
        assertThat(found(orders, 2_000)).hasSize(1_100).startsWith(order(1_100));
        assertThat(orders.standing().serving()).isEqualTo(1);

        orders.rebuild();
        int turns = 0;
        while (Duration.ZERO.equals(orders.indexing().take())) {
            turns++;
            assertThat(orders.standing().building()).isEqualTo(2);
            assertThat(found(orders, 2_000)).hasSize(1_100);
            shop.project(order(turns), confirmed(turns), at(2_000));
        }
        index(orders);
        assertThat(turns).isEqualTo(2);
        assertThat(orders.standing().serving()).isEqualTo(2);
        assertThat(orders.standing().building()).isNull();
        assertThat(found(orders, 2_000)).hasSize(1_100);
        OrderSearch confirmed = new OrderSearch(null, Set.of(DisplayStatus.CONFIRMED), null, null, null, null, 10);
        assertThat(orders.list(confirmed)).hasSize(2);
        assertThat(new SearchServer(OpenSearchNode.shared().address(), null)
                        .call("GET", "/" + name + "-v1-1", null)
                        .isThere())
                .isFalse();
    }

    private static OrderConfirmed confirmed(long number) {
        return new OrderConfirmed(order(number).toString(), ALICE.toString(), pounds(1999));
    }

    @Test
    void nothing_is_lost_while_the_search_engine_is_away() {
        try (SearchNode node = OpenSearchNode.temporary()) {
            node.start();
            SearchedOrders orders = over(node);
            shop.place(1, ALICE);
            index(orders);
            node.kill();
            shop.place(2, ALICE);
            assertThat(orders.indexing().take()).isPositive();
            assertThat(orders.standing().waiting()).isEqualTo(1);
            assertThatThrownBy(() -> orders.list(OrderSearch.all(10)))
                    .isInstanceOf(SearchAwayException.class)
                    .hasMessageContaining("does not answer");
            assertThat(orders.find(order(2))).isPresent();
            assertThat(orders.awaitListed(Duration.ZERO)).isFalse();

            node.start();
            index(orders);
            assertThat(found(orders, 10)).containsExactly(order(2), order(1));
            assertThat(orders.standing().waiting()).isZero();
        }
    }

    @Test
    void an_index_that_somebody_deleted_is_filled_again() {
        SearchedOrders orders = orders();
        shop.place(1, ALICE);
        index(orders);
        SearchServer server = new SearchServer(OpenSearchNode.shared().address(), null);
        assertThat(server.call("DELETE", "/" + name + "-v1-1", null).isThere()).isTrue();
        assertThatThrownBy(() -> found(orders, 10))
                .isInstanceOf(SearchAwayException.class)
                .hasMessageContaining("being built");
        shop.place(2, ALICE);
        assertThat(orders.indexing().take()).isPositive(); // sees that it is gone
        index(orders);
        assertThat(found(orders, 10)).containsExactly(order(2), order(1));
    }

    @Test
    void a_write_that_arrives_late_changes_nothing() {
        OrderIndex index =
                new OrderIndex(new SearchServer(OpenSearchNode.shared().address(), null), name);
        index.create(1);
        index.serve(1);
        shop.project(ALICE, registered(ALICE, "Alice Archer"), at(0));
        shop.place(1, ALICE);
        List<FoundOrder> before = tables.find(List.of(order(1)));
        shop.project(ALICE, new UserErased(ALICE.toString()), at(2));
        index.write(1, tables.find(List.of(order(1))), 8);
        index.write(1, before, 7);
        index.refreshServing();
        assertThat(index.search(OrderSearch.all(10)).getFirst().customerName()).isNull();
        OrderSearch archer = new OrderSearch(null, Set.of(), WordQuery.of("archer"), null, null, null, 10);
        assertThat(index.search(archer)).isEmpty();
    }

    @Test
    void a_new_generation_of_the_tables_gets_a_new_index() {
        SearchedOrders orders = orders();
        shop.place(1, ALICE);
        shop.place(2, ALICE);
        index(orders);
        Projecting rebuilt = new Projecting(model, model.building(2));
        model.clear(2);
        rebuilt.place(1, ALICE);
        assertThat(model.swap(2, _ -> true)).isTrue();
        index(orders);
        assertThat(found(orders, 10)).containsExactly(order(1));
        assertThat(orders.standing().serving()).isEqualTo(2);
    }

    @Test
    void an_index_that_was_not_followed_for_a_while_is_filled_anew() {
        SearchedOrders orders = orders();
        shop.place(1, ALICE);
        index(orders);
        SearchChanges.stop(store);
        Projecting unnoticed = new Projecting(new PostgresReadModel(store));
        unnoticed.place(2, ALICE);
        index(orders);
        assertThat(found(orders, 10)).containsExactly(order(2), order(1));
        assertThat(orders.standing().serving()).isEqualTo(2);
    }

    @Test
    void an_address_that_is_none_or_holds_a_password_is_refused() {
        assertThatThrownBy(() -> new SearchServer(URI.create("localhost:9200"), null))
                .hasMessageContaining("looks like http://127.0.0.1:9200");
        assertThatThrownBy(() -> new SearchServer(URI.create("http://me:secret@localhost:9200"), null))
                .hasMessageContaining("must not hold a password");
        assertThatThrownBy(() -> new SearchServer(URI.create("http://me@localhost:9200"), null))
                .hasMessageContaining("a user in its address and a password, or neither");
    }
}
