package skald.orderviews.adapter.out;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.orderviews.adapter.out.search.SearchServer;
import skald.orderviews.adapter.out.search.SearchedOrders;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.TimelineEntry;
import skald.testkit.SearchNode;
import skald.testkit.TestPostgres;
import skald.testkit.opensearch.OpenSearchNode;
import skald.toolkit.ThreadScheduler;
import skald.toolkit.postgres.PostgresStore;

/** The read model with a real OpenSearch beside its tables finds what the tables find. */
class SearchedReadModelTest extends ReadModelContract {
    private static int indexes;

    private @Nullable ServiceDatabase database;

    /** Has the index brought up to date before each list, as the service does it all the time. */
    private record Current(SearchedOrders orders) implements OrderQueries {
        @Override
        public List<ListedOrder> list(OrderSearch search) {
            while (Duration.ZERO.equals(orders.indexing().take())) {
                Thread.onSpinWait();
            }
            assertThat(orders.awaitListed(Duration.ofSeconds(10))).isTrue();
            return orders.list(search);
        }

        @Override
        public Optional<FoundOrder> find(UUID orderId) {
            return orders.find(orderId);
        }

        @Override
        public List<TimelineEntry> timeline(UUID orderId) {
            return orders.timeline(orderId);
        }

        @Override
        public List<OrderView> placed(@Nullable UUID after, int max) {
            return orders.placed(after, max);
        }
    }

    SearchNode node() {
        return OpenSearchNode.shared();
    }

    @Override
    Adapters open() {
        database = TestPostgres.database("order-views");
        PostgresStore store = new PostgresStore(database.dataSource());
        PostgresReadModel model = PostgresReadModel.withSearchChanges(store);
        SearchedOrders orders = new SearchedOrders(
                store,
                new PostgresOrderQueries(store, model),
                new SearchServer(node().address(), null),
                "contract-" + ++indexes,
                new ThreadScheduler(Runnable::run));
        return new Adapters(model, new Current(orders));
    }

    @Override
    boolean isSomebodyWaiting() {
        try (Connection connection =
                        Objects.requireNonNull(database).dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_locks where not granted)")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
