package skald.payments.domain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;

/**
 * One line of a payment's ledger: something asked of the gateway, and what became of it.
 *
 * @param name unique within the payment: {@code authorize}, {@code capture}, {@code void} or {@code refund:<refundId>}
 * @param reason why it did not succeed, or is unknown
 * @param at when it got its status
 */
public record Transaction(
        String name,
        Type type,
        Status status,
        Money amount,
        @Nullable String reason,
        Instant at) {

    /** What is asked. */
    public enum Type {
        AUTHORIZE,
        CAPTURE,
        VOID,
        REFUND
    }

    /** What became of it. */
    public enum Status {
        /** Asked, not answered yet. */
        PENDING,
        /** It may have happened: the gateway is asked until it is known. */
        UNKNOWN,
        SUCCEEDED,
        /** The gateway's own refusal. */
        DECLINED,
        /** It certainly did not happen, because it was never asked of the gateway. */
        FAILED
    }

    static final String AUTHORIZE = "authorize";
    static final String CAPTURE = "capture";
    static final String VOID = "void";

    private static final String REFUND = "refund:";

    static String refund(String refundId) {
        return REFUND + refundId;
    }

    /** The id of a refund's transaction without its prefix. */
    String refundId() {
        return name.substring(REFUND.length());
    }

    static Transaction pending(String name, Type type, Money amount, Instant now) {
        return new Transaction(name, type, Status.PENDING, amount, null, now);
    }

    Transaction become(Status next, @Nullable String why, Instant now) {
        return new Transaction(name, type, next, amount, why, now);
    }

    /** Whether its outcome is still to come. */
    public boolean isOpen() {
        return status == Status.PENDING || status == Status.UNKNOWN;
    }

    boolean isSucceeded() {
        return status == Status.SUCCEEDED;
    }

    /** The idempotency key that the gateway sees. */
    public static String key(String orderId, String name) {
        return orderId + ':' + name;
    }
}
