package skald.orders.application;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.inventory.CommitStock;
import skald.contracts.inventory.ReleaseStock;
import skald.contracts.inventory.ReserveStock;
import skald.contracts.inventory.ReturnStock;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.inventory.StockReserved;
import skald.contracts.inventory.StockReturned;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.CapturePayment;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.payments.RefundPayment;
import skald.contracts.payments.VoidPayment;
import skald.contracts.shipping.BookShipment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.CancelShipmentRefused;
import skald.contracts.shipping.DispatchAbandoned;
import skald.contracts.shipping.DispatchShipment;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;
import skald.orders.domain.Order;
import skald.orders.domain.Return;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.toolkit.saga.Cancellation;
import skald.toolkit.saga.Coordinator;
import skald.toolkit.saga.RetryPolicy;
import skald.toolkit.saga.Saga;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaTrouble;
import skald.toolkit.saga.StepView;

/** The sagas that carry an order to its end, as tables of steps. */
public final class OrderSagas {

    /** The name of the saga that carries an order; its instance is the order's id. */
    public static final String ORDER = "order";

    /** A carrier that collects tomorrow is no trouble; one that has not come after four days is. */
    static final RetryPolicy COLLECTION = new RetryPolicy(100, Duration.ofMinutes(1), Duration.ofHours(1));

    /** What the order's saga learns on its way; everything else is read from the order. */
    record Progress(String orderId, @Nullable String trackingCode) {
        Progress shippedWith(ShipmentDispatched dispatched) {
            return new Progress(orderId, dispatched.trackingCode());
        }
    }

    /** What a cancellation has to know. */
    record CancelProgress(String orderId, String refundId) {}

    /** What a return has to know. */
    record ReturnProgress(String orderId, String returnId) {}

    private final Orders orders;
    private final OrderSteps steps;
    private final Coordinator coordinator;
    private final Saga<Progress> order;
    private final Saga<CancelProgress> cancellation;
    private final Saga<ReturnProgress> goodsReturn;

    /**
     * The sagas over these orders.
     *
     * @param deadline after which an order that is not paid yet expires; shorter than the stock's hold
     */
    public OrderSagas(Orders orders, SagaStates states, RetryPolicy retries, Duration deadline) {
        this.orders = orders;
        this.steps = new OrderSteps(orders);
        this.order = orderSaga(retries, deadline);
        this.cancellation = cancelSaga(retries);
        this.goodsReturn = returnSaga(retries);
        this.coordinator = new Coordinator(states, order, cancellation, goodsReturn);
    }

    private Saga<Progress> orderSaga(RetryPolicy retries, Duration deadline) {
        return Saga.named(ORDER, 1, Progress.class)
                .needs(this::needsOrder)
                .retries(retries)
                .deadline(deadline)
                .step("create order")
                .locally((d, work) -> steps.announce(d.orderId(), work))
                .undoLocally((d, cause, reason, work) -> steps.end(d.orderId(), cause, reason, work))
                .step("authorize payment")
                .send((d, work) -> authorize(steps.order(d.orderId(), work)))
                .done(PaymentAuthorized.class)
                .refused(PaymentDeclined.class, PaymentDeclined::reason)
                .undo((d, _) -> new VoidPayment(d.orderId()))
                .undone(PaymentVoided.class)
                .step("reserve stock")
                .send((d, work) -> new ReserveStock(
                        d.orderId(), steps.order(d.orderId(), work).goods()))
                .done(StockReserved.class)
                .refused(StockRefused.class, StockRefused::reason)
                .undo((d, _) -> new ReleaseStock(d.orderId()))
                .undone(StockReleased.class)
                .step("book shipment")
                .send((d, work) -> book(steps.order(d.orderId(), work)))
                .done(ShipmentBooked.class)
                .refused(ShipmentRefused.class, ShipmentRefused::reason)
                .undo((d, _) -> new CancelShipment(d.orderId()))
                .undone(ShipmentCancelled.class)
                .step("commit stock")
                .send((d, _) -> new CommitStock(d.orderId()))
                .done(StockCommitted.class)
                .refused(StockRefused.class, StockRefused::reason)
                .undo((d, _) -> new ReleaseStock(d.orderId()))
                .undone(StockReleased.class)
                .pivot("capture payment")
                .send((d, _) -> new CapturePayment(d.orderId()))
                .done(PaymentCaptured.class)
                .refused(CaptureDeclined.class, CaptureDeclined::reason)
                .then("confirm order")
                .locally((d, work) -> steps.confirm(d.orderId(), work))
                .then("dispatch shipment")
                .send((d, _) -> new DispatchShipment(d.orderId()))
                .done(ShipmentDispatched.class, Progress::shippedWith)
                .done(DispatchAbandoned.class)
                .retries(COLLECTION)
                .then("note shipment")
                .locally((d, work) -> steps.noteShipment(d.orderId(), d.trackingCode(), work))
                .build();
    }

    private Saga<CancelProgress> cancelSaga(RetryPolicy retries) {
        return Saga.named("cancel-order", 1, CancelProgress.class)
                .needs(this::needsOrder)
                .retries(retries)
                .step("lock order")
                .locally((_, _) -> {})
                .undoLocally((d, _, reason, work) -> steps.unlock(d.orderId(), reason, work))
                .pivot("cancel shipment")
                .send((d, _) -> new CancelShipment(d.orderId()))
                .done(ShipmentCancelled.class)
                .refused(CancelShipmentRefused.class, CancelShipmentRefused::reason)
                .then("release stock")
                .send((d, _) -> new ReleaseStock(d.orderId()))
                .done(StockReleased.class)
                .then("refund payment")
                .send((d, work) -> new RefundPayment(
                        d.orderId(),
                        d.refundId(),
                        steps.order(d.orderId(), work).total()))
                .done(PaymentRefunded.class)
                .then("cancel order")
                .locally((d, work) -> steps.cancelled(d.orderId(), work))
                .build();
    }

    private Saga<ReturnProgress> returnSaga(RetryPolicy retries) {
        return Saga.named("return-order", 1, ReturnProgress.class)
                .needs(this::needsOrder)
                .retries(retries)
                .then("refund payment")
                .send((d, work) -> new RefundPayment(
                        d.orderId(),
                        d.returnId(),
                        steps.pendingReturn(d.orderId(), work).refund()))
                .done(PaymentRefunded.class)
                .then("return stock")
                .send((d, work) -> new ReturnStock(
                        d.orderId(),
                        d.returnId(),
                        steps.pendingReturn(d.orderId(), work).lines()))
                .done(StockReturned.class)
                .then("finish return")
                .locally((d, work) -> steps.finishReturn(d.orderId(), work))
                .build();
    }

    /** The steps of a saga, and where each stands. */
    public List<StepView> steps(SagaInstance saga) {
        return coordinator.steps(saga);
    }

    /** Registers the tables; before the service runs. */
    public void declare() {
        coordinator.declare();
    }

    /** Running sagas that these tables cannot finish, at most {@code max}. */
    public List<SagaTrouble> troubles(int max) {
        return coordinator.check(max);
    }

    // --- for the use cases ---

    Coordinator coordinator() {
        return coordinator;
    }

    void needsOrderSaga(UUID orderId, Needs needs) {
        coordinator.needs(order, orderId.toString(), orderId.toString(), needs);
    }

    /** Each attempt to cancel a confirmed order is a saga of its own, since an earlier one may have been refused. */
    void needsCancelSaga(UUID orderId, UUID attempt, Needs needs) {
        coordinator.needs(cancellation, attempt.toString(), orderId.toString(), needs);
    }

    void needsReturnSaga(UUID orderId, UUID returnId, Needs needs) {
        coordinator.needs(goodsReturn, returnId.toString(), orderId.toString(), needs);
    }

    void carry(Order placed, Work work) {
        String id = placed.orderId().toString();
        coordinator.start(order, id, id, new Progress(id, null), work);
    }

    Cancellation turnAround(Order locked, String reason, Work work) {
        return coordinator.cancel(order, locked.orderId().toString(), reason, work);
    }

    void cancelConfirmed(Order locked, UUID attempt, Work work) {
        String id = locked.orderId().toString();
        String refundId = attempt.toString();
        coordinator.start(cancellation, refundId, id, new CancelProgress(id, refundId), work);
    }

    void takeBack(Order returning, Return agreed, Work work) {
        String id = returning.orderId().toString();
        coordinator.start(goodsReturn, agreed.returnId(), id, new ReturnProgress(id, agreed.returnId()), work);
    }

    private void needsOrder(String key, Needs needs) {
        needs.of(orders, UUID.fromString(key));
    }

    private static AuthorizePayment authorize(Order order) {
        return new AuthorizePayment(
                order.orderId().toString(), order.total(), order.paymentMethod(), order.paymentToken());
    }

    private static BookShipment book(Order order) {
        return new BookShipment(order.orderId().toString(), order.shipTo(), order.goods());
    }
}
