package skald.payments;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.contracts.Contracts;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.ReturnRequested;
import skald.contracts.orders.WithdrawalRequested;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.CapturePayment;
import skald.contracts.payments.RefundPayment;
import skald.contracts.payments.VoidPayment;
import skald.payments.adapter.in.PaymentsApi;
import skald.payments.adapter.out.InMemoryPayments;
import skald.payments.adapter.out.PostgresPayments;
import skald.payments.adapter.out.SimulatedGateway;
import skald.payments.application.CallApproved;
import skald.payments.application.CallDeclined;
import skald.payments.application.CallUnresolved;
import skald.payments.application.GatewayEffect;
import skald.payments.application.PaymentGateway;
import skald.payments.application.PaymentHandlers;
import skald.payments.application.Payments;
import skald.payments.domain.GatewayCall.AskAuthorization;
import skald.payments.domain.GatewayCall.AskCapture;
import skald.payments.domain.GatewayCall.AskRefund;
import skald.payments.domain.GatewayCall.AskVoid;
import skald.simulators.gateway.GatewaySimulator;
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

/** The wiring of the payments service. Thread-safe. */
public final class PaymentsService implements HttpService {
    /** The service's name, its log's and its schema's. */
    public static final String NAME = "payments";

    /** A card payment takes a second or two; a shop's customer waits no longer than this pause for another try. */
    private static final EffectPolicy PATIENCE =
            new EffectPolicy(Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofSeconds(30));

    /** What the service keeps in memory. A second service over the same goes on like a restart. */
    public static final class Memory {
        private final InMemoryStore store;
        private final InMemoryPayments payments = new InMemoryPayments();

        /** Nothing yet, beside what the runtime keeps in {@code store}. */
        public Memory(InMemoryStore store) {
            this.store = store;
        }
    }

    private final Payments payments;
    private final Service runtime;

    private PaymentsService(
            Payments payments, PaymentGateway gateway, Store store, Environment environment, int lanes) {
        this.payments = payments;
        this.runtime = new Service(definition(payments, gateway), store, environment, lanes);
    }

    /** The service in the schema of {@code database}, by {@code skald/payments/migrations}. */
    public static PaymentsService onPostgres(
            DataSource database, GatewaySimulator gateway, Environment environment, int lanes) {
        Store store = new PostgresStore(database);
        return new PaymentsService(
                new PostgresPayments(store), new SimulatedGateway(gateway), store, environment, lanes);
    }

    /** The service in memory. */
    public static PaymentsService inMemory(GatewaySimulator gateway, Environment environment, int lanes) {
        return inMemory(new Memory(new InMemoryStore()), gateway, environment, lanes);
    }

    /** The service over what is in {@code memory}. */
    public static PaymentsService inMemory(
            Memory memory, GatewaySimulator gateway, Environment environment, int lanes) {
        return new PaymentsService(memory.payments, new SimulatedGateway(gateway), memory.store, environment, lanes);
    }

    private static ServiceDefinition definition(Payments payments, PaymentGateway gateway) {
        PaymentHandlers handlers = new PaymentHandlers(payments);
        return ServiceDefinition.named(NAME)
                .types(MessageTypes.of(Contracts.MESSAGES))
                .types(MessageTypes.of(
                        "skald.payments",
                        AskAuthorization.class,
                        AskCapture.class,
                        AskVoid.class,
                        AskRefund.class,
                        CallApproved.class,
                        CallDeclined.class,
                        CallUnresolved.class))
                .reads("orders", "inventory")
                .handle(AuthorizePayment.class, handlers.authorize())
                .handle(CapturePayment.class, handlers.capture())
                .handle(VoidPayment.class, handlers.giveUp())
                .handle(RefundPayment.class, handlers.refund())
                .react(FulfilmentRequested.class, handlers.fulfil())
                .react(StockCommitted.class, handlers.goodsCommitted())
                .react(StockRefused.class, handlers.goodsRefused())
                .react(StockReleased.class, handlers.goodsReleased())
                .react(WithdrawalRequested.class, handlers.withdraw())
                .react(ReturnRequested.class, handlers.payBack())
                .effect(AskAuthorization.class, new GatewayEffect<>(gateway), PATIENCE)
                .effect(AskCapture.class, new GatewayEffect<>(gateway), PATIENCE)
                .effect(AskVoid.class, new GatewayEffect<>(gateway), PATIENCE)
                .effect(AskRefund.class, new GatewayEffect<>(gateway), PATIENCE)
                .handle(CallApproved.class, handlers.approved())
                .handle(CallDeclined.class, handlers.declined())
                .handle(CallUnresolved.class, handlers.unresolved())
                .build();
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        routes.describe(PaymentsService.class, "openapi.json");
        new PaymentsApi(payments).routes(routes);
    }

    /** At most {@code max} payments with order ids after {@code after} ({@code null}: from the first), for audits. */
    public List<PaymentFact> facts(@Nullable UUID after, int max) {
        return payments.page(after, max).stream().map(PaymentFacts::of).toList();
    }
}
