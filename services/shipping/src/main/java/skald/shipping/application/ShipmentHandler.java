package skald.shipping.application;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.shipping.domain.Decision;
import skald.shipping.domain.Shipment;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/**
 * Has a message decided by a rule of one shipment, and records what the rule says: the shipment, the call to the carrier,
 * the answer.
 */
final class ShipmentHandler<B> implements Handler<B> {

    /** A rule for messages with body {@code B}. */
    @FunctionalInterface
    interface Rule<B> {
        Decision decide(@Nullable Shipment shipment, UUID orderId, B body, Instant now);
    }

    private final Shipments shipments;
    private final Function<B, String> orderIdOf;
    private final Rule<B> rule;

    ShipmentHandler(Shipments shipments, Function<B, String> orderIdOf, Rule<B> rule) {
        this.shipments = shipments;
        this.orderIdOf = orderIdOf;
        this.rule = rule;
    }

    @Override
    public void needs(Message<B> message, Needs needs) {
        needs.of(shipments, orderId(message));
    }

    @Override
    public void decide(Message<B> message, Work work) {
        UUID orderId = orderId(message);
        Shipment before = work.get(shipments, orderId);
        record(shipments, orderId, before, rule.decide(before, orderId, message.body(), now(work)), work);
    }

    /** What PostgreSQL keeps, so that both adapters hold the same instant. */
    static Instant now(Work work) {
        return work.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Records what a rule said. */
    static void record(Shipments shipments, UUID orderId, @Nullable Shipment before, Decision decision, Work work) {
        Shipment after = decision.shipment();
        if (after != null && !after.equals(before)) {
            work.put(shipments, orderId, after);
        }
        decision.call().ifPresent(call -> work.effect(call.key(), orderId.toString(), call));
        decision.answer().ifPresent(answer -> work.publish(orderId.toString(), answer));
    }

    private UUID orderId(Message<B> message) {
        return UUID.fromString(orderIdOf.apply(message.body()));
    }
}
