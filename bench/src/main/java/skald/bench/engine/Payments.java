package skald.bench.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import skald.bench.engine.Messages.ChargePayment;
import skald.bench.engine.Messages.PaymentCharged;
import skald.bench.engine.Messages.PaymentDeclined;
import skald.bench.engine.Messages.PaymentVoided;
import skald.bench.engine.Messages.VoidPayment;
import skald.bench.engine.Payments.Payment;
import skald.toolkit.Change;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.Work;
import skald.toolkit.postgres.Unnest;

/** The payments service: a payment per order in the table {@code payment}, and what it decides. */
final class Payments implements States<UUID, Payment> {
    static final String SERVICE = "bench-payments";

    private static final String DECLINED_CARD = "tok_declined";

    /** What became of the payment of an order. */
    record Payment(long amount, String status) {}

    /** The card of an order whose payment is declined, or not. */
    static String card(boolean declined, int number) {
        return declined ? DECLINED_CARD : "tok_visa_" + number;
    }

    ServiceDefinition definition() {
        return ServiceDefinition.named(SERVICE)
                .types(Messages.TYPES)
                .reads(OrderService.NAME)
                .handle(ChargePayment.class, new Charge())
                .handle(VoidPayment.class, new Undo())
                .build();
    }

    private final class Charge implements Handler<ChargePayment> {
        @Override
        public void needs(Message<ChargePayment> message, Needs needs) {
            needs.of(Payments.this, UUID.fromString(message.key()));
        }

        @Override
        public void decide(Message<ChargePayment> message, Work work) {
            UUID orderId = UUID.fromString(message.key());
            ChargePayment command = message.body();
            Payment payment = work.get(Payments.this, orderId);
            if (payment == null && command.card().equals(DECLINED_CARD)) {
                // The same for every attempt, so that nothing needs to be kept.
                work.publish(message.key(), new PaymentDeclined("the card was declined"));
            } else if (payment != null && payment.status().equals("VOIDED")) {
                work.publish(message.key(), new PaymentDeclined("the payment was voided before"));
            } else {
                if (payment == null) {
                    work.put(Payments.this, orderId, new Payment(command.amount(), "CHARGED"));
                }
                work.publish(message.key(), new PaymentCharged(command.amount(), command.currency()));
            }
        }
    }

    private final class Undo implements Handler<VoidPayment> {
        @Override
        public void needs(Message<VoidPayment> message, Needs needs) {
            needs.of(Payments.this, UUID.fromString(message.key()));
        }

        @Override
        public void decide(Message<VoidPayment> message, Work work) {
            UUID orderId = UUID.fromString(message.key());
            Payment payment = work.get(Payments.this, orderId);
            if (payment == null || payment.status().equals("CHARGED")) {
                work.put(Payments.this, orderId, new Payment(payment == null ? 0 : payment.amount(), "VOIDED"));
            }
            work.publish(message.key(), new PaymentVoided());
        }
    }

    @Override
    public Map<UUID, Versioned<Payment>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Payment>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "payments",
                        "select order_id, version, amount, status from payment where order_id = any(?)",
                        row -> found.put(
                                row.getObject(1, UUID.class),
                                new Versioned<>(new Payment(row.getLong(3), row.getString(4)), row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Payment>> changes) {
        Unnest.save(
                tx,
                "payments",
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .longs(change -> change.written().amount())
                        .texts(change -> change.written().status()),
                "payment_pkey",
                """
                insert into payment (order_id, version, amount, status)
                select * from unnest(?, ?, ?, ?)
                """,
                """
                update payment set version = new.version, status = new.status
                from unnest(?, ?, ?, ?) as new (order_id, version, amount, status)
                where payment.order_id = new.order_id and payment.version = new.version - 1
                """);
    }
}
