package skald.platform.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import skald.bench.Arena;
import skald.bench.BenchException;
import skald.bench.Contender;
import skald.bench.Ending;
import skald.bench.PostgresProcess;
import skald.bench.SagaOrder;
import skald.bench.Tally;
import skald.bench.Workload;
import skald.contracts.Contracts;
import skald.database.EmbeddedPostgres;
import skald.platform.client.SkaldClient;
import skald.platform.client.Time;
import skald.platform.run.Platform;
import skald.platform.run.Settings;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.http.HttpService;
import tools.jackson.databind.JsonNode;

/**
 * The whole platform in this process: orders come over HTTP, and are at their end when the read model shows them confirmed
 * or rejected. Every order has an idempotency key, as the API asks careful clients to give one.
 */
public final class PlatformContender implements Contender {
    private static final int CUSTOMERS = 200;

    /** Orders at most that are placed over HTTP and then multiplied. */
    private static final int TEMPLATES = 500;

    /** Beyond this more connections only wait, since answers take a few milliseconds. */
    private static final int MOST_CONNECTIONS = 256;

    private static final Duration LONGEST_REST = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private static final Tally.Tables COUNTED = new Tally.Tables(
            "orders.orders",
            "(select from payments.payment where captured > 0)",
            "(select quantity from inventory.reservation join inventory.reservation_line using (order_id)"
                    + " where status in ('COMMITTED', 'CONSUMED'))",
            "(select from shipping.shipment where status in ('BOOKED', 'DISPATCHED', 'DELIVERED'))",
            "(select on_hand - reserved as available from inventory.stock_item)",
            "(select from order_views.order_view_1 where settled <> 'PENDING')");

    private final String name;
    private final String description;
    private final Optional<Workload> own;
    private final int stored;
    private List<String> customers = List.of();

    private PlatformContender(String name, String description, Optional<Workload> own, int stored) {
        this.name = name;
        this.description = description;
        this.own = own;
        this.stored = stored;
    }

    /** With the same orders as everybody. */
    public static PlatformContender standard() {
        return new PlatformContender(
                "platform", "all services over HTTP until the read model shows the order's end", Optional.empty(), 0);
    }

    /** With orders of its own. */
    public static PlatformContender with(String name, Workload workload) {
        return new PlatformContender(name, "the platform with " + name, Optional.of(workload), 0);
    }

    /**
     * With so many finished orders in it before it begins. They are made once, and kept from round to round with what the
     * rounds add.
     */
    public static PlatformContender storing(String name, int stored) {
        return new PlatformContender(
                name, "the platform with " + stored + " orders stored before", Optional.empty(), Math.max(0, stored));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Role role() {
        return Role.ENGINE;
    }

    @Override
    public String description() {
        return description;
    }

    @Override
    public Workload workload(Workload planned) {
        return own.orElse(planned);
    }

    @Override
    public Running open(Arena arena) throws Exception {
        // A sibling outlives the round.
        Path data = stored > 0
                ? arena.folder().resolveSibling("stored")
                : arena.folder().resolve("data");
        if (stored > 0 && Files.exists(data)) {
            return open(Platform.start(Settings.embedded(0, data)), arena);
        }
        Platform fresh = Platform.start(Settings.embedded(0, data));
        try {
            Shop shop = new Shop(fresh.url(), fresh.operatorKey());
            customers = shop.customers(CUSTOMERS);
            shop.products(arena.workload());
        } catch (Exception e) {
            fresh.close();
            throw e;
        }
        if (stored == 0) {
            return open(fresh, arena);
        }
        try (Open template = open(fresh, arena)) {
            template.placeAll(Math.min(TEMPLATES, stored), arena);
        }
        StoredOrders.multiply(data, stored);
        return open(Platform.start(Settings.embedded(0, data)), arena);
    }

    private Open open(Platform platform, Arena arena) throws IOException, SQLException {
        try {
            return new Open(platform, customers, Math.min(arena.inFlight(), MOST_CONNECTIONS));
        } catch (IOException | SQLException | RuntimeException e) {
            platform.close();
            throw e;
        }
    }

    private static final class Open implements Running {
        private final Platform platform;
        private final List<String> customers;
        private final String key;
        private final List<Service> services;
        private final ViewWatch watch;
        private final HttpLoad load;
        private final Tally before;

        Open(Platform platform, List<String> customers, int connections) throws IOException, SQLException {
            this.platform = platform;
            this.customers = customers;
            this.key = platform.operatorKey();
            this.services =
                    platform.services().all().stream().map(HttpService::runtime).toList();
            if (!caughtUp(LONGEST_REST)) {
                throw new BenchException("the platform did not come to rest within " + LONGEST_REST);
            }
            this.before = count();
            this.watch = new ViewWatch(
                    platform.services().orders().runtime().feed(),
                    platform.services().orderViews().runtime(),
                    MessageTypes.of(Contracts.MESSAGES));
            this.load = new HttpLoad(platform.url().getPort(), connections);
        }

        @Override
        public Optional<PostgresProcess> postgres() {
            EmbeddedPostgres postgres = platform.postgres().orElseThrow();
            return Optional.of(
                    new PostgresProcess(ProcessHandle.of(postgres.pid()).orElseThrow(), postgres.admin()));
        }

        @Override
        public List<Thread> loadThreads() {
            return List.of(load.thread(), watch.thread());
        }

        @Override
        public void begin(SagaOrder order, Ending ending) {
            load.send(request(order), new HttpLoad.Answered() {
                @Override
                public void answered(HttpAnswer answer) {
                    if (answer.status() == 201) {
                        ending.accepted();
                        watch.expect(OrderRequest.orderId(answer), ending);
                    } else {
                        ending.failed(new BenchException("POST /v1/orders was answered " + answer.status() + ": "
                                + answer.body().strip()));
                    }
                }

                @Override
                public void failed(Throwable cause) {
                    ending.failed(cause);
                }
            });
        }

        private byte[] request(SagaOrder order) {
            String customer = customers.get(order.number() % customers.size());
            return OrderRequest.of(order, customer, key).getBytes(StandardCharsets.UTF_8);
        }

        /** Places orders outside of any measurement and waits until they are at rest. */
        void placeAll(int orders, Arena arena) throws SQLException, InterruptedException {
            CountDownLatch open = new CountDownLatch(orders);
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            for (int number = 1; number <= orders; number++) {
                begin(arena.workload().order(number, arena.environment().ids()), new Ending() {
                    @Override
                    public void ended() {
                        open.countDown();
                    }

                    @Override
                    public void failed(Throwable cause) {
                        failure.set(cause);
                        open.countDown();
                    }
                });
            }
            if (!open.await(LONGEST_REST.toSeconds(), TimeUnit.SECONDS) || failure.get() != null) {
                throw new BenchException("the orders to multiply could not be placed", failure.get());
            }
            settle(LONGEST_REST);
            tally();
        }

        /** Also what follows the confirmation: dispatch, mails, the rest of the timeline. */
        @Override
        public void settle(Duration patience) {
            if (!caughtUp(patience)) {
                throw new BenchException("the services did not catch up within " + patience);
            }
        }

        private boolean caughtUp(Duration patience) {
            return services.stream().allMatch(service -> service.await(() -> service.lag() == 0, patience));
        }

        @Override
        public Tally tally() throws SQLException, InterruptedException {
            audit();
            return count().minus(before);
        }

        /** Calls to the outside that are still under way, mails above all. */
        private long openEffects() throws SQLException {
            try (Connection connection = postgres().orElseThrow().connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("""
                        select (select count(*) from payments.effect) + (select count(*) from shipping.effect)
                            + (select count(*) from notifications.effect)
                        """)) {
                row.next();
                return row.getLong(1);
            }
        }

        private Tally count() throws SQLException {
            try (Connection connection = postgres().orElseThrow().connect()) {
                return Tally.count(connection, COUNTED);
            }
        }

        /** Waits for rest, and has the platform's own audit look at everything. */
        private void audit() throws SQLException, InterruptedException {
            try (SkaldClient client = new SkaldClient(platform.url(), Optional.of(platform.operatorKey()))) {
                Time time = Time.ofThisMachine();
                long start = time.nanos();
                while (openEffects() > 0 && time.since(start).compareTo(LONGEST_REST) < 0) {
                    time.pass(BETWEEN_LOOKS);
                }
                JsonNode report = client.get("/v1/audit").body();
                while (report.path("underWay").asLong(0) > 0
                        && time.since(start).compareTo(LONGEST_REST) < 0) {
                    time.pass(BETWEEN_LOOKS);
                    report = client.get("/v1/audit").body();
                }
                if (!report.path("clean").asBoolean(false)
                        || report.path("underWay").asLong(0) > 0) {
                    throw new BenchException("the audit is not clean: " + report);
                }
            }
        }

        @Override
        public void close() {
            load.close();
            watch.close();
            platform.close();
        }
    }
}
