package skald.simulators.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.simulators.Ledger;
import skald.simulators.gateway.GatewayEntry.Card;
import skald.simulators.gateway.GatewayEntry.Operation;
import skald.simulators.gateway.GatewayEntry.Outcome;

/** A call on its way into the books; the same parts as its entry, without the outcome. */
record GatewayCall(
        String key,
        String subject,
        Operation operation,
        @Nullable Amount amount,
        @Nullable Card card,
        Instant at) implements Ledger.Reference {

    GatewayCall with(@Nullable Card paying) {
        return new GatewayCall(key, subject, operation, amount, paying, at);
    }

    GatewayEntry approved() {
        return approved(amount);
    }

    GatewayEntry approved(@Nullable Amount actual) {
        return new GatewayEntry(key, subject, operation, actual, Outcome.APPROVED, null, card, at);
    }

    GatewayEntry declined(String reason) {
        return new GatewayEntry(key, subject, operation, amount, Outcome.DECLINED, reason, card, at);
    }
}
