package skald.bench.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.sql.DataSource;
import skald.bench.Arena;
import skald.bench.BenchException;
import skald.bench.Contender;
import skald.bench.Ending;
import skald.bench.SagaOrder;
import skald.bench.Tally;
import skald.bench.Workload;
import skald.bench.engine.Messages.PlaceOrder;
import skald.database.PoolSize;
import skald.database.ServiceDatabase;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.postgres.PostgresSagas;
import skald.toolkit.postgres.PostgresStore;

/** The toolkit with everything on: log, saga state, consumed positions, messages as JSON, a read model. */
public final class SkaldEngine implements Contender {
    // As the platform has them: the orders coordinate the sagas and are the busiest.
    private static final int LANES_OF_ORDERS = 2;
    private static final int LANES_OF_OTHERS = 1;

    private static final Tally.Tables COUNTED = new Tally.Tables(
            "bench_orders.orders",
            "(select from bench_payments.payment where status = 'CHARGED')",
            "bench_inventory.reservation",
            "bench_shipping.shipment",
            "bench_inventory.stock",
            "(select from bench_views.order_view where status <> 'PENDING')");

    @Override
    public String name() {
        return "skald";
    }

    @Override
    public Role role() {
        return Role.ENGINE;
    }

    @Override
    public String description() {
        return "the toolkit: five services, saga, log, positions, JSON, read model; resumes everything";
    }

    @Override
    public Running open(Arena arena) throws SQLException {
        List<ServiceDatabase> databases = new ArrayList<>();
        try {
            return new Services(arena, databases);
        } catch (RuntimeException | SQLException e) {
            databases.forEach(ServiceDatabase::close);
            throw e;
        }
    }

    private static final class Services implements Running {
        private final Arena arena;
        private final List<ServiceDatabase> databases;
        private final Service orders;
        private final Service views;
        private final List<Service> all;
        private final Ends ends;

        Services(Arena arena, List<ServiceDatabase> databases) throws SQLException {
            this.arena = arena;
            this.databases = databases;
            orders = service(
                    OrderService.NAME,
                    LANES_OF_ORDERS,
                    store -> new OrderService(new PostgresSagas(store)).definition());
            Service payments = service(Payments.SERVICE, LANES_OF_OTHERS, _ -> new Payments().definition());
            Service inventory = service(Inventory.SERVICE, LANES_OF_OTHERS, _ -> new Inventory().definition());
            Service shipping = service(Shipping.SERVICE, LANES_OF_OTHERS, _ -> new Shipping().definition());
            views = service(OrderViews.SERVICE, LANES_OF_OTHERS, _ -> new OrderViews().definition());
            all = List.of(orders, payments, inventory, shipping, views);
            Stream.of(payments, inventory, shipping).forEach(participant -> {
                orders.subscribe(participant.feed());
                participant.subscribe(orders.feed());
            });
            views.subscribe(orders.feed());
            fillStock();
            ends = new Ends(orders.feed());
            all.forEach(Service::start);
        }

        private Service service(String name, int lanes, Function<PostgresStore, ServiceDefinition> definition) {
            ServiceDatabase database = ServiceDatabase.provisioned(
                    arena.database(), arena.folder().resolve("passwords.properties"), name, PoolSize.DEFAULT);
            databases.add(database);
            DataSource source = arena.counted(database.dataSource());
            PostgresStore store = new PostgresStore(source);
            return new Service(definition.apply(store), store, arena.environment(), lanes);
        }

        private void fillStock() throws SQLException {
            try (Connection connection = arena.connect();
                    var insert = connection.prepareStatement(
                            "insert into bench_inventory.stock (sku, version, available) select unnest(?::text[]),"
                                    + " 1, ?")) {
                insert.setArray(
                        1,
                        connection.createArrayOf(
                                "text", arena.workload().allSkus().toArray()));
                insert.setLong(2, Workload.OPENING_STOCK);
                insert.executeUpdate();
            }
        }

        @Override
        public void begin(SagaOrder order, Ending ending) {
            String id = order.id().toString();
            ends.expect(id, ending);
            PlaceOrder request = new PlaceOrder(
                    order.number(),
                    "customer-" + order.number() % 10_000,
                    order.sku(),
                    1,
                    order.amount(),
                    Payments.card(order.declined(), order.number()),
                    "London");
            orders.submit(id, request, null, null).whenComplete((_, failure) -> {
                if (failure == null) {
                    ending.accepted();
                } else {
                    ending.failed(failure);
                }
            });
        }

        @Override
        public void settle(Duration patience) {
            if (!views.catchUp(patience)) {
                throw new BenchException("the read model did not catch up within " + patience);
            }
        }

        @Override
        public Tally tally() throws SQLException {
            try (Connection connection = arena.connect()) {
                return Tally.count(connection, COUNTED);
            }
        }

        @Override
        public void close() {
            ends.close();
            all.forEach(Service::close);
            databases.forEach(ServiceDatabase::close);
        }
    }
}
