package skald.bench.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.bench.engine.Messages.ChargePayment;
import skald.bench.engine.Messages.CreateShipment;
import skald.bench.engine.Messages.OrderAccepted;
import skald.bench.engine.Messages.OrderConfirmed;
import skald.bench.engine.Messages.OrderPlaced;
import skald.bench.engine.Messages.OrderRejected;
import skald.bench.engine.Messages.PaymentCharged;
import skald.bench.engine.Messages.PaymentDeclined;
import skald.bench.engine.Messages.PaymentVoided;
import skald.bench.engine.Messages.PlaceOrder;
import skald.bench.engine.Messages.ReserveStock;
import skald.bench.engine.Messages.ShipmentCreated;
import skald.bench.engine.Messages.StockRefused;
import skald.bench.engine.Messages.StockReserved;
import skald.bench.engine.Messages.VoidPayment;
import skald.bench.engine.Orders.Order;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;
import skald.toolkit.saga.Coordinator;
import skald.toolkit.saga.Saga;
import skald.toolkit.saga.SagaStates;

/** What the orders service decides: it takes orders in and coordinates their saga. */
final class OrderService {
    static final String NAME = "bench-orders";

    /** What the saga knows and learns; everything else is read from the order. */
    record Progress(String orderId, @Nullable String tracking) {
        Progress shipped(ShipmentCreated shipment) {
            return new Progress(orderId, shipment.tracking());
        }
    }

    private final Orders orders = new Orders();
    private final Saga<Progress> saga = saga();
    private final Coordinator coordinator;

    OrderService(SagaStates sagas) {
        this.coordinator = new Coordinator(sagas, saga);
    }

    ServiceDefinition definition() {
        return coordinator
                .register(ServiceDefinition.named(NAME)
                        .types(Messages.TYPES)
                        .reads(Payments.SERVICE, Inventory.SERVICE, Shipping.SERVICE)
                        .handle(PlaceOrder.class, new Place()))
                .build();
    }

    private Saga<Progress> saga() {
        return Saga.named("order", 1, Progress.class)
                .needs((key, needs) -> needs.of(orders, UUID.fromString(key)))
                .step("create order")
                .locally(this::announce)
                .undoLocally((d, _, reason, work) -> reject(d, reason, work))
                .step("charge payment")
                .send((d, work) -> charge(order(d, work)))
                .done(PaymentCharged.class)
                .refused(PaymentDeclined.class, PaymentDeclined::reason)
                .undo((_, _) -> new VoidPayment())
                .undone(PaymentVoided.class)
                .pivot("reserve stock")
                .send((d, work) -> reserve(order(d, work)))
                .done(StockReserved.class)
                .refused(StockRefused.class, StockRefused::reason)
                .then("create shipment")
                .send((d, work) -> ship(order(d, work)))
                .done(ShipmentCreated.class, Progress::shipped)
                .then("confirm order")
                .locally(this::confirm)
                .build();
    }

    private Order order(Progress progress, Work work) {
        Order order = work.get(orders, UUID.fromString(progress.orderId()));
        if (order == null) {
            throw new IllegalStateException("a saga runs for order " + progress.orderId() + ", which does not exist");
        }
        return order;
    }

    private static ChargePayment charge(Order order) {
        return new ChargePayment(order.total(), "EUR", order.card());
    }

    private static ReserveStock reserve(Order order) {
        return new ReserveStock(order.sku(), order.quantity());
    }

    private static CreateShipment ship(Order order) {
        return new CreateShipment(order.sku(), order.quantity(), order.customer(), order.city());
    }

    private void announce(Progress progress, Work work) {
        Order order = order(progress, work);
        work.publish(
                progress.orderId(),
                new OrderPlaced(
                        order.number(), order.customer(), order.sku(), order.quantity(), order.total(), order.city()));
    }

    private void reject(Progress progress, String reason, Work work) {
        Order order = order(progress, work);
        work.put(orders, UUID.fromString(progress.orderId()), order.ended("REJECTED"));
        work.publish(progress.orderId(), new OrderRejected(order.customer(), reason));
    }

    private void confirm(Progress progress, Work work) {
        Order order = order(progress, work);
        work.put(orders, UUID.fromString(progress.orderId()), order.ended("CONFIRMED"));
        work.publish(progress.orderId(), new OrderConfirmed(order.customer(), progress.tracking()));
    }

    private final class Place implements Handler<PlaceOrder> {
        @Override
        public void needs(Message<PlaceOrder> message, Needs needs) {
            coordinator.needs(saga, message.key(), message.key(), needs);
        }

        @Override
        public void decide(Message<PlaceOrder> message, Work work) {
            UUID orderId = UUID.fromString(message.key());
            if (work.get(orders, orderId) == null) {
                PlaceOrder order = message.body();
                work.put(
                        orders,
                        orderId,
                        new Order(
                                order.number(),
                                order.customer(),
                                order.sku(),
                                order.quantity(),
                                order.total(),
                                order.card(),
                                order.city(),
                                "PENDING"));
                coordinator.start(saga, message.key(), message.key(), new Progress(message.key(), null), work);
            }
            work.reply(new OrderAccepted(message.key()));
        }
    }
}
