package skald.simulators.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.simulators.Ledger;

/**
 * A line of the gateway's books.
 *
 * @param key the caller's key
 * @param subject the key of the authorization that it concerns
 * @param amount {@code null} for the void of an authorization that was never seen
 * @param reason why it was declined
 * @param card the means of payment, of authorizations and captures
 */
public record GatewayEntry(
        String key,
        String subject,
        Operation operation,
        @Nullable Amount amount,
        Outcome outcome,
        @Nullable String reason,
        @Nullable Card card,
        Instant at)
        implements Ledger.Reference {

    /** What was asked for. */
    public enum Operation {
        AUTHORIZE,
        CAPTURE,
        VOID,
        REFUND
    }

    /** What became of it. */
    public enum Outcome {
        APPROVED,
        DECLINED
    }

    /** A means of payment, such as {@code card} and {@code tok_visa}. */
    public record Card(String method, String token) {}

    /** Whether it was done. */
    public boolean isApproved() {
        return outcome == Outcome.APPROVED;
    }

    /** The entry as the caller is told. */
    public Answer answer() {
        return isApproved() ? new Answer.Approved() : new Answer.Declined(reason == null ? "declined" : reason);
    }
}
