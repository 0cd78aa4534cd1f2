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
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;
import skald.contracts.orders.PricedLine;
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
import skald.orders.domain.OrderStatus;
import skald.orders.domain.Return;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.toolkit.saga.Cancellation;
import skald.toolkit.saga.Cause;
import skald.toolkit.saga.Coordinator;
import skald.toolkit.saga.RetryPolicy;
import skald.toolkit.saga.Saga;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaTrouble;
import skald.toolkit.saga.StepView;

/** The sagas that carry an order to its end, as tables of steps, and what their local steps do to the order. */
public final class OrderSagas {

    /** The name of the saga that carries an order; its instance is the order's id. */
    public static final String ORDER = "order";

    /** A carrier that collects tomorrow is no trouble; one that has not come after four days is. */
    private static final RetryPolicy COLLECTION = new RetryPolicy(100, Duration.ofMinutes(1), Duration.ofHours(1));

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
                .locally(this::announce)
                .undoLocally(this::end)
                .step("authorize payment")
                .send((d, work) -> authorize(order(d.orderId(), work)))
                .done(PaymentAuthorized.class)
                .refused(PaymentDeclined.class, PaymentDeclined::reason)
                .undo((d, _) -> new VoidPayment(d.orderId()))
                .undone(PaymentVoided.class)
                .step("reserve stock")
                .send((d, work) ->
                        new ReserveStock(d.orderId(), order(d.orderId(), work).goods()))
                .done(StockReserved.class)
                .refused(StockRefused.class, StockRefused::reason)
                .undo((d, _) -> new ReleaseStock(d.orderId()))
                .undone(StockReleased.class)
                .step("book shipment")
                .send((d, work) -> book(order(d.orderId(), work)))
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
                .locally(this::confirm)
                .then("dispatch shipment")
                .send((d, _) -> new DispatchShipment(d.orderId()))
                .done(ShipmentDispatched.class, Progress::shippedWith)
                .done(DispatchAbandoned.class)
                .retries(COLLECTION)
                .then("note shipment")
                .locally(this::noteShipment)
                .build();
    }

    private Saga<CancelProgress> cancelSaga(RetryPolicy retries) {
        return Saga.named("cancel-order", 1, CancelProgress.class)
                .needs(this::needsOrder)
                .retries(retries)
                .step("lock order")
                .locally((_, _) -> {})
                .undoLocally((d, _, reason, work) -> unlock(d.orderId(), reason, work))
                .pivot("cancel shipment")
                .send((d, _) -> new CancelShipment(d.orderId()))
                .done(ShipmentCancelled.class)
                .refused(CancelShipmentRefused.class, CancelShipmentRefused::reason)
                .then("release stock")
                .send((d, _) -> new ReleaseStock(d.orderId()))
                .done(StockReleased.class)
                .then("refund payment")
                .send((d, work) -> new RefundPayment(
                        d.orderId(), d.refundId(), order(d.orderId(), work).total()))
                .done(PaymentRefunded.class)
                .then("cancel order")
                .locally((d, work) -> cancelled(d.orderId(), work))
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
                        pendingReturn(d.orderId(), work).refund()))
                .done(PaymentRefunded.class)
                .then("return stock")
                .send((d, work) -> new ReturnStock(
                        d.orderId(),
                        d.returnId(),
                        pendingReturn(d.orderId(), work).lines()))
                .done(StockReturned.class)
                .then("finish return")
                .locally((d, work) -> finishReturn(d.orderId(), work))
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

    // --- local steps ---

    private void needsOrder(String key, Needs needs) {
        needs.of(orders, UUID.fromString(key));
    }

    private Order order(String orderId, Work work) {
        Order found = work.get(orders, UUID.fromString(orderId));
        if (found == null) {
            throw new IllegalStateException("a saga runs for order " + orderId + ", which does not exist");
        }
        return found;
    }

    private Return pendingReturn(String orderId, Work work) {
        Return pending = order(orderId, work).pendingReturn();
        if (pending == null) {
            throw new IllegalStateException("a saga returns goods of order " + orderId + ", which has no return");
        }
        return pending;
    }

    private static AuthorizePayment authorize(Order order) {
        return new AuthorizePayment(
                order.orderId().toString(), order.total(), order.paymentMethod(), order.paymentToken());
    }

    private static BookShipment book(Order order) {
        return new BookShipment(order.orderId().toString(), order.shipTo(), order.goods());
    }

    private void announce(Progress progress, Work work) {
        Order placed = order(progress.orderId(), work);
        var lines = placed.lines().stream()
                .map(line -> new PricedLine(line.sku(), line.name(), line.quantity(), line.price()))
                .toList();
        work.publish(
                progress.orderId(),
                new OrderPlaced(
                        progress.orderId(),
                        placed.userId().toString(),
                        lines,
                        placed.total(),
                        placed.shipTo(),
                        placed.reference()));
    }

    private void end(Progress progress, Cause cause, String reason, Work work) {
        Order ending = order(progress.orderId(), work);
        String id = progress.orderId();
        String user = ending.userId().toString();
        switch (cause) {
            case REFUSED -> {
                // A refusal that meets a cancellation under way: the customer gets what the customer asked for.
                if (ending.status() == OrderStatus.CANCEL_PENDING) {
                    work.put(orders, ending.orderId(), ending.ended(OrderStatus.CANCELLED, reason, work.now()));
                    work.publish(id, new OrderCancelled(id, user, reason));
                } else {
                    work.put(orders, ending.orderId(), ending.ended(OrderStatus.REJECTED, reason, work.now()));
                    work.publish(id, new OrderRejected(id, user, reason));
                }
            }
            case CANCELLED -> {
                work.put(orders, ending.orderId(), ending.ended(OrderStatus.CANCELLED, reason, work.now()));
                work.publish(id, new OrderCancelled(id, user, reason));
            }
            case EXPIRED, UNKNOWN -> {
                work.put(orders, ending.orderId(), ending.ended(OrderStatus.EXPIRED, reason, work.now()));
                work.publish(id, new OrderExpired(id, user, reason));
            }
        }
    }

    private void confirm(Progress progress, Work work) {
        Order confirmed = order(progress.orderId(), work).confirmed(work.now());
        work.put(orders, confirmed.orderId(), confirmed);
        work.publish(
                progress.orderId(),
                new OrderConfirmed(progress.orderId(), confirmed.userId().toString(), confirmed.total()));
    }

    private void noteShipment(Progress progress, Work work) {
        String code = progress.trackingCode();
        if (code == null) {
            return;
        }
        Order shipped = order(progress.orderId(), work).shipped(code, work.now());
        work.put(orders, shipped.orderId(), shipped);
        work.publish(
                progress.orderId(),
                new OrderShipped(progress.orderId(), shipped.userId().toString(), code));
    }

    private void unlock(String orderId, String reason, Work work) {
        Order unlocked = order(orderId, work).cancellationRefused(work.now());
        work.put(orders, unlocked.orderId(), unlocked);
        work.publish(orderId, new CancellationRefused(orderId, unlocked.userId().toString(), reason));
    }

    private void cancelled(String orderId, Work work) {
        Order locked = order(orderId, work);
        String reason = locked.reason() == null ? "cancelled by the customer" : locked.reason();
        work.put(orders, locked.orderId(), locked.ended(OrderStatus.CANCELLED, reason, work.now()));
        work.publish(orderId, new OrderCancelled(orderId, locked.userId().toString(), reason));
    }

    private void finishReturn(String orderId, Work work) {
        Order returning = order(orderId, work);
        Return done = pendingReturn(orderId, work);
        Order returned = returning.returned(work.now());
        work.put(orders, returned.orderId(), returned);
        work.publish(
                orderId,
                new OrderReturned(
                        orderId,
                        returned.userId().toString(),
                        done.returnId(),
                        done.lines(),
                        done.refund(),
                        returned.isWhollyReturned()));
    }
}
