package skald.payments.domain;

import java.time.Instant;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.payments.domain.Transaction.Status;

/**
 * What the gateway's answers do to a payment. An answer that comes after the payment was given up is written down and
 * told to nobody: the gateway itself keeps a voided authorization from being captured, so that whatever order the answers
 * arrive in, the ledger ends the same.
 */
public final class Outcomes {

    private Outcomes() {}

    /** The gateway did it. */
    public static Decision approved(Payment payment, String name, Instant now) {
        Transaction transaction = known(payment, name);
        if (!transaction.isOpen()) {
            return Decision.quietly(payment);
        }
        Payment next = payment.become(transaction, Status.SUCCEEDED, null, now);
        String id = payment.orderId().toString();
        return switch (transaction.type()) {
            case AUTHORIZE -> unlessGivenUp(next, new PaymentAuthorized(id, transaction.amount()));
            case CAPTURE -> unlessGivenUp(next, new PaymentCaptured(id, transaction.amount()));
            case VOID -> Decision.answer(next, new PaymentVoided(id));
            case REFUND -> refunded(next, transaction);
        };
    }

    private static Decision refunded(Payment payment, Transaction refund) {
        String id = payment.orderId().toString();
        return Decision.answer(
                payment,
                refund.refundId().equals(Commands.REFUND_OF_VOID)
                        ? new PaymentVoided(id)
                        : new PaymentRefunded(id, refund.refundId(), refund.amount()));
    }

    /** The gateway refuses it for good. */
    public static Decision declined(Payment payment, String name, String reason, Instant now) {
        Transaction transaction = known(payment, name);
        if (!transaction.isOpen()) {
            return Decision.quietly(payment);
        }
        Payment next = payment.become(transaction, Status.DECLINED, reason, now);
        String id = payment.orderId().toString();
        return switch (transaction.type()) {
            case AUTHORIZE -> unlessGivenUp(next, new PaymentDeclined(id, reason));
            case CAPTURE -> unlessGivenUp(next, new CaptureDeclined(id, reason));
            case VOID -> undoCapture(next, now);
            // What was paid stays paid. Whoever waits for the refund sees the reason in the ledger and decides.
            case REFUND -> Decision.quietly(next);
        };
    }

    /** A void is declined only because the money is taken already, so that is known now, too: it goes back. */
    private static Decision undoCapture(Payment payment, Instant now) {
        Transaction capture = payment.find(Transaction.CAPTURE);
        if (capture == null || !capture.isOpen() && !capture.isSucceeded()) {
            return Decision.quietly(payment);
        }
        return Commands.refundAll(payment.become(capture, Status.SUCCEEDED, null, now), now);
    }

    /** It may have happened; the gateway is being asked. */
    public static Decision unresolved(Payment payment, String name, String reason, Instant now) {
        Transaction transaction = known(payment, name);
        return Decision.quietly(
                transaction.isOpen() ? payment.become(transaction, Status.UNKNOWN, reason, now) : payment);
    }

    private static Decision unlessGivenUp(Payment payment, Object event) {
        return payment.givenUp() ? Decision.quietly(payment) : Decision.answer(payment, event);
    }

    private static Transaction known(Payment payment, String name) {
        Transaction transaction = payment.find(name);
        if (transaction == null) {
            throw new IllegalStateException("payment " + payment.orderId() + " has no transaction " + name);
        }
        return transaction;
    }
}
