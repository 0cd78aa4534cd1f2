package skald.payments;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an audit may know of a payment. Amounts are minor units of {@code currency}, which is {@code null} if no amount was
 * ever named.
 *
 * @param authorizedOpen reserved, neither taken nor given up
 * @param captures how many captures succeeded
 * @param transactions the ledger ordered by key, with the keys that the gateway knows
 */
public record PaymentFact(
        UUID orderId,
        @Nullable String currency,
        long authorizedOpen,
        int captures,
        long captured,
        long refunded,
        List<TransactionFact> transactions) {

    /**
     * One line of the ledger.
     *
     * @param key the key of the gateway's books
     * @param operation AUTHORIZE, CAPTURE, VOID or REFUND
     */
    public record TransactionFact(String key, String operation, Status status, long amount, Instant at) {}

    /** What became of a transaction. */
    public enum Status {
        /** Pending, or it may have happened. */
        UNRESOLVED,
        SUCCEEDED,
        DECLINED,
        /** Never asked of the gateway, which knows no such key. */
        FAILED
    }

    /** How many transactions have no outcome yet. */
    public long unresolved() {
        return transactions.stream()
                .filter(t -> t.status() == Status.UNRESOLVED)
                .count();
    }
}
