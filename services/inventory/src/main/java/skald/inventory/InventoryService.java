package skald.inventory;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.contracts.Contracts;
import skald.contracts.inventory.CommitStock;
import skald.contracts.inventory.ReleaseStock;
import skald.contracts.inventory.ReserveStock;
import skald.contracts.inventory.ReturnStock;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.ReturnRequested;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;
import skald.inventory.adapter.in.CatalogueApi;
import skald.inventory.adapter.in.StockApi;
import skald.inventory.adapter.out.InMemoryMovements;
import skald.inventory.adapter.out.InMemoryPendingOrders;
import skald.inventory.adapter.out.InMemoryPrices;
import skald.inventory.adapter.out.InMemoryProducts;
import skald.inventory.adapter.out.InMemoryReservations;
import skald.inventory.adapter.out.InMemoryStockItems;
import skald.inventory.adapter.out.PostgresMovements;
import skald.inventory.adapter.out.PostgresPendingOrders;
import skald.inventory.adapter.out.PostgresPrices;
import skald.inventory.adapter.out.PostgresProducts;
import skald.inventory.adapter.out.PostgresReservations;
import skald.inventory.adapter.out.PostgresStockItems;
import skald.inventory.application.CommitHandler;
import skald.inventory.application.DefineHandler;
import skald.inventory.application.DefineProduct;
import skald.inventory.application.DispatchHandler;
import skald.inventory.application.ExpireHandler;
import skald.inventory.application.ExpireHold;
import skald.inventory.application.FulfilmentHandlers;
import skald.inventory.application.MoveHandler;
import skald.inventory.application.MoveStock;
import skald.inventory.application.Movements;
import skald.inventory.application.PendingOrders;
import skald.inventory.application.Prices;
import skald.inventory.application.Products;
import skald.inventory.application.ReleaseHandler;
import skald.inventory.application.Reservations;
import skald.inventory.application.ReserveHandler;
import skald.inventory.application.ReturnHandler;
import skald.inventory.application.StockItems;
import skald.inventory.application.Warehouse;
import skald.toolkit.Environment;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Routes;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.postgres.PostgresStore;

/**
 * The inventory service: its one wiring. It takes commands from the log of the orders service or reacts to the events of
 * orders, payments and shipping, learns which goods have left, and publishes what became of them. Thread-safe.
 *
 * <p>One lane is the right number for it. An order touches many products, so lanes (which go by order id) would meet at
 * the stock of whatever sells well: each would decide on the same version, one would win, the other decide anew. That is
 * safe with any number of lanes, but in one lane all orders of a batch are decided in memory and a product that all of
 * them want is written once.
 */
public final class InventoryService implements HttpService {
    /** How long goods are usually kept for an order that is not paid. */
    public static final Duration USUAL_HOLD = Duration.ofMinutes(10);

    /** Where the service keeps its things. */
    private record Ports(
            Products products,
            Prices prices,
            StockItems items,
            Movements movements,
            Reservations reservations,
            PendingOrders pending) {}

    /** What the service keeps in memory. A second service over the same goes on like a restart. */
    public static final class Memory {
        private final InMemoryStore store;
        private final Ports ports;

        /** Nothing yet, beside what the runtime keeps in {@code store}. */
        public Memory(InMemoryStore store) {
            this.store = store;
            InMemoryMovements movements = new InMemoryMovements();
            InMemoryReservations reservations = new InMemoryReservations();
            this.ports = new Ports(
                    new InMemoryProducts(),
                    new InMemoryPrices(),
                    new InMemoryStockItems(store, movements, reservations),
                    movements,
                    reservations,
                    new InMemoryPendingOrders());
        }
    }

    private final Ports ports;
    private final Service runtime;
    private final CatalogueApi catalogue;
    private final StockApi stock;

    private InventoryService(Ports ports, Duration hold, Store store, Environment environment, int lanes) {
        this.ports = ports;
        this.runtime = new Service(definition(ports, hold), store, environment, lanes);
        this.catalogue = new CatalogueApi(runtime, ports.products());
        this.stock = new StockApi(runtime, ports.items());
    }

    /**
     * On PostgreSQL; connections of {@code database} see the service's schema.
     *
     * @param hold how long goods are kept for an order that is not paid
     */
    public static InventoryService onPostgres(DataSource database, Duration hold, Environment environment, int lanes) {
        Ports ports = new Ports(
                new PostgresProducts(database),
                new PostgresPrices(database),
                new PostgresStockItems(database),
                new PostgresMovements(),
                new PostgresReservations(database),
                new PostgresPendingOrders());
        return new InventoryService(ports, hold, new PostgresStore(database), environment, lanes);
    }

    /**
     * In memory: nothing survives the process.
     *
     * @param hold how long goods are kept for an order that is not paid
     */
    public static InventoryService inMemory(Duration hold, Environment environment, int lanes) {
        return inMemory(new Memory(new InMemoryStore()), hold, environment, lanes);
    }

    /** The service over what is in {@code memory}. */
    public static InventoryService inMemory(Memory memory, Duration hold, Environment environment, int lanes) {
        return new InventoryService(memory.ports, hold, memory.store, environment, lanes);
    }

    private static ServiceDefinition definition(Ports ports, Duration hold) {
        Warehouse warehouse = new Warehouse(ports.reservations(), ports.items(), ports.movements());
        FulfilmentHandlers fulfilment = new FulfilmentHandlers(warehouse, ports.pending(), hold);
        return ServiceDefinition.named("inventory")
                .reads("orders", "payments", "shipping")
                .types(MessageTypes.of(Contracts.MESSAGES))
                .types(MessageTypes.of(
                        "skald.inventory",
                        ExpireHold.class,
                        DefineProduct.class,
                        DefineProduct.ProductKept.class,
                        MoveStock.class,
                        MoveStock.StockMoved.class))
                .handle(DefineProduct.class, new DefineHandler(ports.products(), ports.prices(), ports.items()))
                .handle(MoveStock.class, new MoveHandler(warehouse))
                .handle(ReserveStock.class, new ReserveHandler(warehouse, hold))
                .handle(CommitStock.class, new CommitHandler(warehouse))
                .handle(ReleaseStock.class, new ReleaseHandler(warehouse))
                .handle(ExpireHold.class, new ExpireHandler(warehouse))
                .handle(ShipmentDispatched.class, new DispatchHandler(warehouse))
                .handle(ReturnStock.class, new ReturnHandler(warehouse))
                .react(FulfilmentRequested.class, fulfilment.wanted())
                .react(PaymentAuthorized.class, fulfilment.paid())
                .react(PaymentDeclined.class, fulfilment.declined())
                .react(PaymentVoided.class, fulfilment.voided())
                .react(ShipmentBooked.class, fulfilment.booked())
                .react(ShipmentRefused.class, fulfilment.refused())
                .react(ShipmentCancelled.class, fulfilment.cancelled())
                .react(ReturnRequested.class, fulfilment.returned())
                .build();
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        routes.describe(InventoryService.class, "openapi.json");
        catalogue.routes(routes);
        stock.routes(routes);
    }

    /** For audits: at most {@code max} products' stock after the SKU {@code after}, in the order of their SKUs. */
    public List<StockFact> stockFacts(@Nullable String after, int max) {
        return ports.items().facts(after, max);
    }

    /** For audits: at most {@code max} reservations after the order {@code after}, in the order of the order ids. */
    public List<ReservationFact> reservationFacts(@Nullable UUID after, int max) {
        return ports.reservations().facts(after, max);
    }

    /** For audits: the prices of at most {@code max} products after the SKU {@code after}, in the order of their SKUs. */
    public List<PriceFact> priceFacts(@Nullable String after, int max) {
        return ports.prices().facts(after, max);
    }
}
