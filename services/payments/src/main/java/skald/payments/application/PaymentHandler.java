package skald.payments.application;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.payments.domain.Decision;
import skald.payments.domain.Payment;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/**
 * Has a message decided by a rule of one payment, and records what the rule says: the payment, the call to the gateway,
 * the answer.
 */
final class PaymentHandler<B> implements Handler<B> {

    /** A rule for messages with body {@code B}; {@code payment} is {@code null} if there is none yet. */
    @FunctionalInterface
    interface Rule<B> {
        Decision decide(@Nullable Payment payment, UUID orderId, B body, Instant now);
    }

    private final Payments payments;
    private final Function<B, String> orderIdOf;
    private final Rule<B> rule;

    /** {@code orderIdOf} finds the payment that a message concerns. */
    PaymentHandler(Payments payments, Function<B, String> orderIdOf, Rule<B> rule) {
        this.payments = payments;
        this.orderIdOf = orderIdOf;
        this.rule = rule;
    }

    @Override
    public void needs(Message<B> message, Needs needs) {
        needs.of(payments, orderId(message));
    }

    @Override
    public void decide(Message<B> message, Work work) {
        UUID orderId = orderId(message);
        Payment before = work.get(payments, orderId);
        // What PostgreSQL keeps, so that both adapters hold the same instant.
        Instant now = work.now().truncatedTo(ChronoUnit.MICROS);
        Decision decision = rule.decide(before, orderId, message.body(), now);
        if (isWorthKeeping(decision.payment()) && decision.payment() != before) {
            work.put(payments, orderId, decision.payment());
        }
        decision.call().ifPresent(call -> work.effect(call.key(), orderId.toString(), call));
        decision.answer().ifPresent(answer -> work.publish(orderId.toString(), answer));
    }

    /** A command that was refused for an order without payment leaves none behind. */
    private static boolean isWorthKeeping(Payment payment) {
        return payment.givenUp() || !payment.transactions().isEmpty();
    }

    private UUID orderId(Message<B> message) {
        return UUID.fromString(orderIdOf.apply(message.body()));
    }
}
