package skald.payments.application;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
import skald.payments.domain.Commands;
import skald.payments.domain.Decision;
import skald.payments.domain.Outcomes;
import skald.payments.domain.Payment;
import skald.payments.domain.Reactions;
import skald.toolkit.Handler;

/** Which message meets which rule: the one table of what this service reacts to. */
public final class PaymentHandlers {
    private final Payments payments;

    /** Handlers that decide about {@code payments}. */
    public PaymentHandlers(Payments payments) {
        this.payments = payments;
    }

    /** Reserve money. */
    public Handler<AuthorizePayment> authorize() {
        return new PaymentHandler<>(
                payments,
                AuthorizePayment::orderId,
                (payment, id, command, now) ->
                        Commands.authorize(payment, id, command.amount(), command.method(), command.token(), now));
    }

    /** Take it. */
    public Handler<CapturePayment> capture() {
        return new PaymentHandler<>(
                payments, CapturePayment::orderId, (payment, id, _, now) -> Commands.capture(payment, id, now));
    }

    /** Give it up. */
    public Handler<VoidPayment> giveUp() {
        return new PaymentHandler<>(
                payments, VoidPayment::orderId, (payment, id, _, now) -> Commands.giveUp(payment, id, now));
    }

    /** Pay back. */
    public Handler<RefundPayment> refund() {
        return new PaymentHandler<>(
                payments,
                RefundPayment::orderId,
                (payment, id, command, now) -> Commands.refund(payment, id, command.refundId(), command.amount(), now));
    }

    /** An order is to be carried out: reserve its money. */
    public Handler<FulfilmentRequested> fulfil() {
        return new PaymentHandler<>(
                payments,
                FulfilmentRequested::orderId,
                (payment, id, order, now) ->
                        Reactions.fulfil(payment, id, order.amount(), order.method(), order.token(), now));
    }

    /** Its goods are committed: take the money. */
    public Handler<StockCommitted> goodsCommitted() {
        return new PaymentHandler<>(
                payments, StockCommitted::orderId, (payment, id, _, now) -> Commands.capture(payment, id, now));
    }

    /** There are not enough of its goods. A hold that is over names none: then the shipment is cancelled first. */
    public Handler<StockRefused> goodsRefused() {
        return new PaymentHandler<>(
                payments,
                StockRefused::orderId,
                (payment, id, refusal, now) -> refusal.skus().isEmpty()
                        ? Decision.nothing(payment, id)
                        : Reactions.goodsMissing(payment, id, now));
    }

    /** Its goods are given back. Those whose hold ended by itself are found missing when they are needed. */
    public Handler<StockReleased> goodsReleased() {
        return new PaymentHandler<>(
                payments,
                StockReleased::orderId,
                (payment, id, release, now) -> release.endedByItself()
                        ? Decision.nothing(payment, id)
                        : Reactions.goodsReleased(payment, id, now));
    }

    /** It is to be given up. */
    public Handler<WithdrawalRequested> withdraw() {
        return new PaymentHandler<>(
                payments,
                WithdrawalRequested::orderId,
                (payment, id, wish, now) -> Reactions.withdraw(payment, id, wish.reason(), now));
    }

    /** Its goods come back: pay for them. If a coordinator says when, nothing happens here. */
    public Handler<ReturnRequested> payBack() {
        return new PaymentHandler<>(
                payments,
                ReturnRequested::orderId,
                (payment, id, goods, now) -> goods.attempt() == null
                        ? Decision.nothing(payment, id)
                        : Commands.refund(payment, id, goods.returnId(), goods.refund(), now));
    }

    /** The gateway said yes. */
    public Handler<CallApproved> approved() {
        return new PaymentHandler<>(
                payments,
                CallApproved::orderId,
                (payment, id, outcome, now) -> Outcomes.approved(asked(payment, id), outcome.transaction(), now));
    }

    /** The gateway said no. */
    public Handler<CallDeclined> declined() {
        return new PaymentHandler<>(
                payments,
                CallDeclined::orderId,
                (payment, id, outcome, now) ->
                        Outcomes.declined(asked(payment, id), outcome.transaction(), outcome.reason(), now));
    }

    /** The gateway said nothing. */
    public Handler<CallUnresolved> unresolved() {
        return new PaymentHandler<>(
                payments,
                CallUnresolved::orderId,
                (payment, id, outcome, now) ->
                        Outcomes.unresolved(asked(payment, id), outcome.transaction(), outcome.reason(), now));
    }

    private static Payment asked(@Nullable Payment payment, UUID orderId) {
        if (payment == null) {
            throw new IllegalStateException("the gateway was asked about order " + orderId + ", which has no payment");
        }
        return payment;
    }
}
