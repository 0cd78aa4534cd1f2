package skald.payments.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.payments.domain.GatewayCall.AskAuthorization;
import skald.payments.domain.GatewayCall.AskCapture;
import skald.payments.domain.GatewayCall.AskRefund;
import skald.payments.domain.GatewayCall.AskVoid;
import skald.payments.domain.Transaction.Status;
import skald.payments.domain.Transaction.Type;

/**
 * What may be asked of a payment. Each rule is idempotent: asked again it gives the known answer again, or waits for the
 * one that is under way. Whoever triggers it, a command or another service's event, the rule is the same.
 *
 * <p>{@code payment} is {@code null} for an order of which nothing was heard so far.
 */
public final class Commands {

    /** The refund that pays back what was captured although the payment was given up. */
    static final String REFUND_OF_VOID = "void";

    private static final String GIVEN_UP = "the payment was voided before";

    private Commands() {}

    /** Reserve {@code amount}; refused once the payment is given up. */
    public static Decision authorize(
            @Nullable Payment payment, UUID orderId, Money amount, String method, String token, Instant now) {
        Payment known = payment == null ? Payment.none(orderId, amount.currency()) : payment;
        String id = orderId.toString();
        if (known.givenUp()) {
            return Decision.answer(known, new PaymentDeclined(id, GIVEN_UP));
        }
        Transaction authorization = known.find(Transaction.AUTHORIZE);
        if (authorization == null) {
            return Decision.ask(
                    known.with(Transaction.pending(Transaction.AUTHORIZE, Type.AUTHORIZE, amount, now)),
                    new AskAuthorization(id, amount, method, token));
        }
        return switch (authorization.status()) {
            case PENDING, UNKNOWN -> Decision.quietly(known);
            case SUCCEEDED -> Decision.answer(known, new PaymentAuthorized(id, authorization.amount()));
            case DECLINED, FAILED -> Decision.answer(known, new PaymentDeclined(id, reason(authorization)));
        };
    }

    /** Take the whole authorized amount. */
    public static Decision capture(@Nullable Payment payment, UUID orderId, Instant now) {
        Payment known = payment == null ? Payment.none(orderId, null) : payment;
        String id = orderId.toString();
        Transaction authorization = known.find(Transaction.AUTHORIZE);
        Transaction capture = known.find(Transaction.CAPTURE);
        if (known.givenUp()) {
            return Decision.answer(known, new CaptureDeclined(id, GIVEN_UP));
        }
        if (authorization == null || !authorization.isSucceeded()) {
            return Decision.answer(known, new CaptureDeclined(id, "nothing is authorized"));
        }
        if (capture == null) {
            Money amount = authorization.amount();
            return Decision.ask(
                    known.with(Transaction.pending(Transaction.CAPTURE, Type.CAPTURE, amount, now)),
                    new AskCapture(id, amount));
        }
        return switch (capture.status()) {
            case PENDING, UNKNOWN -> Decision.quietly(known);
            case SUCCEEDED -> Decision.answer(known, new PaymentCaptured(id, capture.amount()));
            case DECLINED, FAILED -> Decision.answer(known, new CaptureDeclined(id, reason(capture)));
        };
    }

    /**
     * Give the payment up. Without an authorization that may exist there is nothing to ask: the payment is closed as it
     * is. One whose outcome is open is voided at once, by its key: the gateway decides what came first. What turns out
     * to be captured already is paid back.
     */
    public static Decision giveUp(@Nullable Payment payment, UUID orderId, Instant now) {
        Payment known = (payment == null ? Payment.none(orderId, null) : payment);
        Payment closed = known.givenUp() ? known : known.giveUp();
        String id = orderId.toString();
        if (known.isSucceeded(Transaction.CAPTURE)) {
            return refundAll(closed, now);
        }
        Transaction authorization = known.find(Transaction.AUTHORIZE);
        Transaction undo = known.find(Transaction.VOID);
        if (undo == null && authorization != null && (authorization.isOpen() || authorization.isSucceeded())) {
            return Decision.ask(
                    closed.with(Transaction.pending(Transaction.VOID, Type.VOID, authorization.amount(), now)),
                    new AskVoid(id));
        }
        return undo == null || undo.isSucceeded()
                ? Decision.answer(closed, new PaymentVoided(id))
                : Decision.quietly(closed);
    }

    /** Pays back whatever is left of a captured payment that was given up. */
    static Decision refundAll(Payment payment, Instant now) {
        String id = payment.orderId().toString();
        Transaction refund = payment.find(Transaction.refund(REFUND_OF_VOID));
        if (refund != null && !refund.isSucceeded()) {
            return Decision.quietly(payment);
        }
        if (refund != null || payment.refundable() == 0) {
            return Decision.answer(payment, new PaymentVoided(id));
        }
        return ask(payment, REFUND_OF_VOID, payment.money(payment.refundable()), now);
    }

    /**
     * Pay {@code amount} back. More than is left of the captured amount fails without asking the gateway: no answer, since
     * the command promises that there is that much; the transaction says so, and the same command may succeed later.
     *
     * @throws IllegalArgumentException for another currency than the payment's
     */
    public static Decision refund(@Nullable Payment payment, UUID orderId, String refundId, Money amount, Instant now) {
        Payment known = payment == null ? Payment.none(orderId, amount.currency()) : payment;
        Transaction refund = known.find(Transaction.refund(refundId));
        if (refund != null && refund.status() != Status.FAILED) {
            return refund.isSucceeded()
                    ? Decision.answer(known, new PaymentRefunded(orderId.toString(), refundId, refund.amount()))
                    : Decision.quietly(known);
        }
        if (known.currency() != null && !known.currency().equals(amount.currency())) {
            throw new IllegalArgumentException("the payment of order " + orderId + " is in " + known.currency()
                    + ": no refund of " + amount + " is possible");
        }
        if (amount.amount() > known.refundable()) {
            return Decision.quietly(
                    known.with(Transaction.pending(Transaction.refund(refundId), Type.REFUND, amount, now)
                            .become(Status.FAILED, "more than is left of the captured amount", now)));
        }
        return ask(known, refundId, amount, now);
    }

    private static Decision ask(Payment payment, String refundId, Money amount, Instant now) {
        return Decision.ask(
                payment.with(Transaction.pending(Transaction.refund(refundId), Type.REFUND, amount, now)),
                new AskRefund(payment.orderId().toString(), refundId, amount));
    }

    private static String reason(Transaction transaction) {
        return transaction.reason() == null ? "declined" : transaction.reason();
    }
}
