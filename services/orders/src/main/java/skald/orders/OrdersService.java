package skald.orders;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.orders.adapter.in.JourneysApi;
import skald.orders.adapter.in.OrdersApi;
import skald.orders.adapter.in.SagasApi;
import skald.orders.adapter.out.InMemoryCustomers;
import skald.orders.adapter.out.InMemoryJourneys;
import skald.orders.adapter.out.InMemoryOrders;
import skald.orders.adapter.out.InMemoryProducts;
import skald.orders.adapter.out.PostgresCustomers;
import skald.orders.adapter.out.PostgresJourneys;
import skald.orders.adapter.out.PostgresOrders;
import skald.orders.adapter.out.PostgresProducts;
import skald.orders.application.Choreography;
import skald.orders.application.Customers;
import skald.orders.application.Journeys;
import skald.orders.application.OrderFlows;
import skald.orders.application.OrderSagas;
import skald.orders.application.Orders;
import skald.orders.application.OrdersBehaviour;
import skald.orders.application.Products;
import skald.toolkit.Environment;
import skald.toolkit.Expiring;
import skald.toolkit.Retention;
import skald.toolkit.Rows;
import skald.toolkit.Service;
import skald.toolkit.Store;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Routes;
import skald.toolkit.memory.InMemorySagas;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.postgres.PostgresExpiring;
import skald.toolkit.postgres.PostgresSagas;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.saga.RetryPolicy;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaStatus;

/** The orders service, wired. */
public final class OrdersService implements HttpService {

    /**
     * How patient its sagas are.
     *
     * @param retries with each step
     * @param deadline with an order that is not paid yet; shorter than the stock's hold
     */
    public record Patience(RetryPolicy retries, Duration deadline) {

        /** The standard retries, and eight minutes: the stock's hold is ten. */
        public static Patience standard() {
            return new Patience(RetryPolicy.standard(), Duration.ofMinutes(8));
        }
    }

    /** Beyond its due time a saga is woken within seconds, unless the service was stopped; then at its next start. */
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    /** What the service keeps in memory. A second service over the same goes on like a restart. */
    public static final class Memory {
        private final InMemoryStore store;
        private final InMemoryOrders orders = new InMemoryOrders();
        private final InMemoryProducts products = new InMemoryProducts();
        private final InMemoryCustomers customers = new InMemoryCustomers();
        private final InMemorySagas sagas = new InMemorySagas();
        private final InMemoryJourneys journeys = new InMemoryJourneys();

        /** Nothing yet, beside what the runtime keeps in {@code store}. */
        public Memory(InMemoryStore store) {
            this.store = store;
        }
    }

    private final Orders orders;
    private final InstantSource clock;
    private final SagaStates sagas;
    private final Journeys journeys;
    private final Service runtime;
    private final OrdersApi ordersApi;
    private final SagasApi sagasApi;
    private final JourneysApi journeysApi;

    private OrdersService(
            Store store,
            Orders orders,
            Products products,
            Customers customers,
            Rows<UUID> erasures,
            SagaStates sagaStates,
            Expiring finishedSagas,
            Journeys journeys,
            SagaStyle style,
            Patience patience,
            Environment environment,
            int lanes) {
        OrderSagas orderSagas = new OrderSagas(orders, sagaStates, patience.retries(), patience.deadline());
        orderSagas.declare();
        Choreography choreography = new Choreography(orders, journeys, patience.retries(), patience.deadline());
        OrderFlows flows = new OrderFlows(style, orderSagas, choreography);
        this.orders = orders;
        this.clock = environment.clock();
        this.sagas = sagaStates;
        this.journeys = journeys;
        this.runtime = new Service(
                OrdersBehaviour.of(orders, products, customers, erasures, flows), store, environment, lanes);
        this.runtime.expires(finishedSagas, Retention::sagas);
        this.ordersApi = new OrdersApi(runtime, orders);
        this.sagasApi = new SagasApi(runtime, sagaStates, orderSagas);
        this.journeysApi = new JourneysApi(runtime, journeys);
    }

    /**
     * On PostgreSQL: {@code database} sees this service's schema.
     *
     * @param style of the orders that are placed from now on
     */
    public static OrdersService onPostgres(
            DataSource database, SagaStyle style, Patience patience, Environment environment, int lanes) {
        PostgresStore store = new PostgresStore(database);
        return new OrdersService(
                store,
                new PostgresOrders(store),
                new PostgresProducts(),
                new PostgresCustomers(),
                new PostgresCustomers.Erasures(),
                new PostgresSagas(store),
                PostgresExpiring.finishedSagas(store),
                new PostgresJourneys(store),
                style,
                patience,
                environment,
                lanes);
    }

    /**
     * In memory: nothing survives the process.
     *
     * @param style of the orders that are placed from now on
     */
    public static OrdersService inMemory(SagaStyle style, Patience patience, Environment environment, int lanes) {
        return inMemory(new Memory(new InMemoryStore()), style, patience, environment, lanes);
    }

    /** The service over what is in {@code memory}. */
    public static OrdersService inMemory(
            Memory memory, SagaStyle style, Patience patience, Environment environment, int lanes) {
        return new OrdersService(
                memory.store,
                memory.orders,
                memory.products,
                memory.customers,
                new InMemoryCustomers.Erasures(memory.orders),
                memory.sagas,
                memory.sagas,
                memory.journeys,
                style,
                patience,
                environment,
                lanes);
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        routes.describe(OrdersService.class, "openapi.json");
        ordersApi.routes(routes);
        sagasApi.routes(routes);
        journeysApi.routes(routes);
    }

    /** What the audit checks: orders after {@code after}, in the order of their ids. */
    public List<OrderFact> facts(@Nullable UUID after, int max) {
        return orders.facts(after, max);
    }

    /** Idempotency keys that placed more than one order, at most {@code max}. */
    public List<String> keysUsedTwice(int max) {
        return orders.keysUsedTwice(max);
    }

    /** The ids of the orders that are carried by a saga which is not at its end, or by the services among themselves. */
    public Set<String> carried() {
        // A saga that should have moved long ago, and is not marked as stuck, carries nothing: its timer is lost.
        Instant overdue = clock.instant().minus(LONGEST_DELAY);
        Set<String> keys = new HashSet<>(sagas.keys(SagaStatus.STUCK, Instant.EPOCH));
        keys.addAll(sagas.keys(SagaStatus.RUNNING, overdue));
        keys.addAll(sagas.keys(SagaStatus.COMPENSATING, overdue));
        keys.addAll(journeys.carried(overdue));
        return keys;
    }
}
