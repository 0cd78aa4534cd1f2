package skald.payments.domain;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.contracts.orders.RecallRequested;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.WithdrawalRefused;
import skald.payments.domain.Transaction.Status;
import skald.payments.domain.Transaction.Type;

/**
 * What a payment makes of the events of an order that no coordinator carries: which of the {@link Commands} has its turn.
 * Idempotent like these.
 *
 * <p>The capture is the point of no return, so it is here that it is decided who comes first: the capture, or the wish to
 * give the order up. Whichever writes the capture into the ledger first has won.
 */
public final class Reactions {

    private Reactions() {}

    /** The order is to be carried out: reserve the money, or say again that it is taken. */
    public static Decision fulfil(
            @Nullable Payment payment, UUID orderId, Money amount, String method, String token, Instant now) {
        return payment != null && payment.isSucceeded(Transaction.CAPTURE)
                ? Commands.capture(payment, orderId, now)
                : Commands.authorize(payment, orderId, amount, method, token, now);
    }

    /** There are not enough goods: give the money up. */
    public static Decision goodsMissing(@Nullable Payment payment, UUID orderId, Instant now) {
        return payment != null && isCaptureAsked(payment)
                ? Decision.quietly(payment)
                : Commands.giveUp(payment, orderId, now);
    }

    /** The goods are given back: what is reserved is given up, what is taken is paid back. */
    public static Decision goodsReleased(@Nullable Payment payment, UUID orderId, Instant now) {
        return payment != null && payment.isSucceeded(Transaction.CAPTURE)
                ? Commands.refund(payment, orderId, RecallRequested.REFUND, payment.money(payment.captured()), now)
                : Commands.giveUp(payment, orderId, now);
    }

    /**
     * The order is to be given up. Without money reserved nobody has done anything yet, and the payment is closed. With it
     * the capture is barred first; the others undo their part, and the money is given up last. Once the capture was asked
     * for it is too late.
     */
    public static Decision withdraw(@Nullable Payment payment, UUID orderId, String reason, Instant now) {
        if (payment == null || payment.givenUp() || !payment.isSucceeded(Transaction.AUTHORIZE)) {
            return Commands.giveUp(payment, orderId, now);
        }
        String id = orderId.toString();
        Transaction capture = payment.find(Transaction.CAPTURE);
        if (capture == null) {
            Money amount = payment.money(payment.authorized());
            Transaction barred = Transaction.pending(Transaction.CAPTURE, Type.CAPTURE, amount, now)
                    .become(Status.FAILED, reason, now);
            return Decision.answer(payment.with(barred), new CaptureDeclined(id, reason));
        }
        return isCaptureAsked(payment)
                ? Decision.answer(payment, new WithdrawalRefused(id, "the payment is being taken already"))
                : Commands.capture(payment, orderId, now);
    }

    private static boolean isCaptureAsked(Payment payment) {
        Transaction capture = payment.find(Transaction.CAPTURE);
        return capture != null && (capture.isOpen() || capture.isSucceeded());
    }
}
