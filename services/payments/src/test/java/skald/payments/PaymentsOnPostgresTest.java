package skald.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.payments.Journey.euros;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.CapturePayment;
import skald.contracts.payments.RefundPayment;
import skald.contracts.payments.VoidPayment;
import skald.database.ServiceDatabase;
import skald.simulators.gateway.GatewayEntry;
import skald.testkit.TestPostgres;

/** Many orders at once on real databases, through a restart. */
class PaymentsOnPostgresTest {
    private static final int ORDERS = 200;
    private static final List<String> TOKENS = List.of(
            "tok_visa", "tok_declined", "tok_authorize_lost", "tok_capture_lost", "tok_500_after_charge", "tok_hang");

    private final ServiceDatabase database = TestPostgres.database("payments");
    private final ServiceDatabase gateway = TestPostgres.database("gateway-simulator");
    private final OrdersLog orders = new OrdersLog();

    @AfterEach
    void stop() {
        database.close();
        gateway.close();
    }

    private RunningPayments running() {
        return new RunningPayments(orders, database, gateway);
    }

    private static String order(int number) {
        return new UUID(0x0195_500a_0000_7000L, 0x8000_0000_0000_0000L | number).toString();
    }

    private static String token(int number) {
        return TOKENS.get(number % TOKENS.size());
    }

    @Test
    void both_books_agree_after_many_orders_and_a_restart() {
        try (RunningPayments payments = running()) {
            for (int i = 0; i < ORDERS; i++) {
                orders.send(order(i), new AuthorizePayment(order(i), euros(10), "card", token(i)), null);
            }
            // Not waited for: the service stops with calls under way.
            payments.await(() -> payments.log().size() >= ORDERS / 10);
        }
        try (RunningPayments payments = running()) {
            payments.await(() -> payments.log().size() == ORDERS);
            for (int i = 0; i < ORDERS; i++) {
                orders.send(order(i), i % 5 == 0 ? new VoidPayment(order(i)) : new CapturePayment(order(i)), null);
            }
            payments.await(() -> payments.log().size() == 2 * ORDERS);
            long captured = payments.service.facts(null, 1000).stream()
                    .filter(fact -> fact.captures() == 1)
                    .peek(fact -> orders.send(
                            fact.orderId().toString(),
                            new RefundPayment(fact.orderId().toString(), "r", euros(4)),
                            null))
                    .count();
            payments.await(() -> payments.log().size() == 2 * ORDERS + captured);

            checkBooks(payments, captured);
        }
    }

    private static void checkBooks(RunningPayments payments, long captured) {
        List<PaymentFact> facts = new ArrayList<>();
        for (UUID after = null; ; after = facts.getLast().orderId()) {
            List<PaymentFact> page = payments.service.facts(after, 37);
            facts.addAll(page);
            if (page.size() < 37) {
                break;
            }
        }
        List<String> ours = facts.stream()
                .flatMap(fact -> fact.transactions().stream())
                .map(t -> t.key() + " " + t.operation() + " " + (t.status() == PaymentFact.Status.SUCCEEDED))
                .toList();
        List<String> theirs = payments.gateway.ledger(null, 10_000).stream()
                .map(entry -> entry.key() + " " + entry.operation() + " " + entry.isApproved())
                .toList();

        assertThat(facts).hasSize(ORDERS).allMatch(fact -> fact.unresolved() == 0);
        assertThat(ours).isEqualTo(theirs);
        assertThat(captured)
                .isEqualTo(facts.stream().filter(fact -> fact.refunded() == 400).count());
        assertThat(payments.gateway.ledger(null, 10_000).stream()
                        .filter(entry -> entry.operation() == GatewayEntry.Operation.CAPTURE && entry.isApproved())
                        .map(GatewayEntry::subject))
                .doesNotHaveDuplicates()
                .hasSize((int) captured);
    }
}
