package skald.shipping;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.contracts.Contracts;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReserved;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.RecallRequested;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.shipping.BookShipment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.DispatchShipment;
import skald.contracts.users.UserErased;
import skald.shipping.adapter.in.ShipmentsApi;
import skald.shipping.adapter.out.InMemoryParcels;
import skald.shipping.adapter.out.InMemoryPendingOrders;
import skald.shipping.adapter.out.InMemoryShipments;
import skald.shipping.adapter.out.PostgresParcels;
import skald.shipping.adapter.out.PostgresPendingOrders;
import skald.shipping.adapter.out.PostgresShipments;
import skald.shipping.adapter.out.SimulatedCarrier;
import skald.shipping.application.Carrier;
import skald.shipping.application.CarrierEffect;
import skald.shipping.application.CarrierOutcome;
import skald.shipping.application.DeliveryReply;
import skald.shipping.application.EraseAgain;
import skald.shipping.application.FulfilmentHandlers;
import skald.shipping.application.Parcels;
import skald.shipping.application.PendingOrders;
import skald.shipping.application.ReportDelivery;
import skald.shipping.application.ShipmentHandlers;
import skald.shipping.application.Shipments;
import skald.shipping.domain.CarrierCall.AskBooking;
import skald.shipping.domain.CarrierCall.AskCancellation;
import skald.shipping.domain.CarrierCall.AskDispatch;
import skald.simulators.carrier.CarrierSimulator;
import skald.toolkit.EffectPolicy;
import skald.toolkit.Environment;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Routes;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.postgres.PostgresStore;

/** The wiring of the shipping service. Thread-safe. */
public final class ShippingService implements HttpService {
    /** The service's name, its log's and its schema's. */
    public static final String NAME = "shipping";

    private static final EffectPolicy PATIENCE =
            new EffectPolicy(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(30));
    /** Also how the carrier is asked whether it has collected: an order is seen to have left within seconds. */
    private static final EffectPolicy COLLECTION =
            new EffectPolicy(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(3));

    /** What the service keeps in memory. A second service over the same goes on like a restart. */
    public static final class Memory {
        private final InMemoryStore store;
        private final InMemoryShipments shipments = new InMemoryShipments();
        private final InMemoryParcels parcels = new InMemoryParcels();
        private final InMemoryPendingOrders pending = new InMemoryPendingOrders();

        /** Nothing yet, beside what the runtime keeps in {@code store}. */
        public Memory(InMemoryStore store) {
            this.store = store;
        }
    }

    private final Shipments shipments;
    private final Parcels parcels;
    private final Service runtime;

    private ShippingService(
            Shipments shipments,
            Parcels parcels,
            PendingOrders pending,
            Carrier carrier,
            Store store,
            Environment environment,
            int lanes) {
        this.shipments = shipments;
        this.parcels = parcels;
        this.runtime = new Service(definition(shipments, parcels, pending, carrier), store, environment, lanes);
    }

    /** The service in the schema of {@code database}, by {@code skald/shipping/migrations}. */
    public static ShippingService onPostgres(
            DataSource database, CarrierSimulator carrier, Environment environment, int lanes) {
        Store store = new PostgresStore(database);
        return new ShippingService(
                new PostgresShipments(store),
                new PostgresParcels(store),
                new PostgresPendingOrders(),
                new SimulatedCarrier(carrier),
                store,
                environment,
                lanes);
    }

    /** The service in memory. */
    public static ShippingService inMemory(CarrierSimulator carrier, Environment environment, int lanes) {
        return inMemory(new Memory(new InMemoryStore()), carrier, environment, lanes);
    }

    /** The service over what is in {@code memory}. */
    public static ShippingService inMemory(
            Memory memory, CarrierSimulator carrier, Environment environment, int lanes) {
        return new ShippingService(
                memory.shipments,
                memory.parcels,
                memory.pending,
                new SimulatedCarrier(carrier),
                memory.store,
                environment,
                lanes);
    }

    private static ServiceDefinition definition(
            Shipments shipments, Parcels parcels, PendingOrders pending, Carrier carrier) {
        ShipmentHandlers handlers = new ShipmentHandlers(shipments, parcels, pending);
        FulfilmentHandlers fulfilment = new FulfilmentHandlers(shipments, parcels, pending);
        return ServiceDefinition.named(NAME)
                .types(MessageTypes.of(Contracts.MESSAGES))
                .types(MessageTypes.of(
                        "skald.shipping",
                        AskBooking.class,
                        AskCancellation.class,
                        AskDispatch.class,
                        CarrierOutcome.BookingMade.class,
                        CarrierOutcome.BookingRefused.class,
                        CarrierOutcome.CancellationMade.class,
                        CarrierOutcome.CancellationRefused.class,
                        CarrierOutcome.DispatchMade.class,
                        CarrierOutcome.DispatchRefused.class,
                        ReportDelivery.class,
                        DeliveryReply.DeliveryNoted.class,
                        EraseAgain.class))
                .reads("orders", "users", "inventory", "payments")
                .handle(BookShipment.class, handlers.book())
                .handle(CancelShipment.class, handlers.cancel())
                .handle(DispatchShipment.class, handlers.dispatch())
                .react(FulfilmentRequested.class, fulfilment.announced())
                .react(StockReserved.class, fulfilment.held())
                .react(StockRefused.class, fulfilment.refused())
                .react(PaymentDeclined.class, fulfilment.declined())
                .react(PaymentVoided.class, fulfilment.voided())
                .react(CaptureDeclined.class, fulfilment.notPaid())
                .react(PaymentCaptured.class, fulfilment.paid())
                .react(RecallRequested.class, fulfilment.recalled())
                .effect(AskBooking.class, new CarrierEffect<>(carrier), PATIENCE)
                .effect(AskCancellation.class, new CarrierEffect<>(carrier), PATIENCE)
                .effect(AskDispatch.class, new CarrierEffect<>(carrier), COLLECTION)
                .handle(CarrierOutcome.BookingMade.class, handlers.settled())
                .handle(CarrierOutcome.BookingRefused.class, handlers.settled())
                .handle(CarrierOutcome.CancellationMade.class, handlers.settled())
                .handle(CarrierOutcome.CancellationRefused.class, handlers.settled())
                .handle(CarrierOutcome.DispatchMade.class, handlers.settled())
                .handle(CarrierOutcome.DispatchRefused.class, handlers.settled())
                .handle(ReportDelivery.class, handlers.deliver())
                .handle(OrderPlaced.class, handlers.learnOwner())
                .handle(UserErased.class, handlers.erase())
                .handle(EraseAgain.class, handlers.eraseAgain())
                .build();
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        routes.describe(ShippingService.class, "openapi.json");
        new ShipmentsApi(shipments, parcels, runtime).routes(routes);
    }

    /** At most {@code max} shipments with order ids after {@code after} ({@code null}: from the first), for audits. */
    public List<ShipmentFact> facts(@Nullable UUID after, int max) {
        return shipments.page(after, max).stream()
                .map(shipment -> new ShipmentFact(
                        shipment.orderId(),
                        ShipmentFact.Status.valueOf(shipment.status().name())))
                .toList();
    }
}
