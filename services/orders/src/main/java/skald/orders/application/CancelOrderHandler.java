package skald.orders.application;

import java.util.List;
import java.util.Objects;
import skald.contracts.orders.CancellationRequested;
import skald.orders.domain.CancelDecision;
import skald.orders.domain.Order;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Cancels an order: turns it around on its way, or begins the cancellation of a confirmed one. */
final class CancelOrderHandler implements Handler<CancelOrder> {
    private final Orders orders;
    private final OrderFlows flows;

    CancelOrderHandler(Orders orders, OrderFlows flows) {
        this.orders = orders;
        this.flows = flows;
    }

    @Override
    public void needs(Message<CancelOrder> message, Needs needs) {
        flows.needsCancelling(message.body().orderId(), message.body().attempt(), needs);
    }

    @Override
    public void decide(Message<CancelOrder> message, Work work) {
        CancelOrder command = message.body();
        Order order = work.get(orders, command.orderId());
        if (order == null) {
            work.refuse(new NoSuchOrder(command.orderId().toString()));
            return;
        }
        switch (order.cancel()) {
            case CancelDecision.TurnAround() -> turnAround(order, command, work);
            case CancelDecision.Begin() -> {
                lock(order, command, work);
                flows.cancelConfirmed(order, command.attempt(), work);
                answer(command, work);
            }
            case CancelDecision.Already() -> answer(command, work);
            case CancelDecision.Refused(String code, String reason) ->
                work.refuse(new Refusal(code, reason, List.of()));
        }
    }

    private void turnAround(Order order, CancelOrder command, Work work) {
        lock(order, command, work);
        String reason = command.reason() == null ? "cancelled by the customer" : command.reason();
        switch (flows.turnAround(order, reason, work)) {
            case ACCEPTED, ALREADY_BACKWARDS -> answer(command, work);
            case PAST_PIVOT, FINISHED, NOT_FOUND ->
                work.refuse(new Refusal(
                        "order.payment-in-progress",
                        "The payment is being taken right now. Ask again in a moment: a confirmed order can be"
                                + " cancelled until it is dispatched.",
                        List.of()));
        }
    }

    private void lock(Order order, CancelOrder command, Work work) {
        Order locked = order.cancelPending(command.reason(), work.now());
        work.put(orders, order.orderId(), locked);
        String key = order.orderId().toString();
        work.publish(key, new CancellationRequested(key, order.userId().toString(), command.reason()));
    }

    private void answer(CancelOrder command, Work work) {
        Order order = Objects.requireNonNull(work.get(orders, command.orderId()));
        work.reply(new OrderStands(order.orderId().toString(), order.status()));
    }
}
