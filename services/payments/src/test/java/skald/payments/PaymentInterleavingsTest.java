package skald.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.payments.Journey.euros;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentVoided;
import skald.payments.PaymentFact.Status;
import skald.payments.domain.Payment;
import skald.simulators.gateway.GatewayEntry;
import skald.simulators.gateway.GatewayEntry.Operation;

/** Commands and gateway calls in any order: whatever happens, service and gateway tell the same story in the end. */
class PaymentInterleavingsTest {
    private static final int SEEDS = 3_000;
    private static final List<String> TOKENS = List.of(
            "tok_visa",
            "tok_declined",
            "tok_hang",
            "tok_authorize_lost",
            "tok_capture_lost",
            "tok_500_after_charge",
            "tok_capture_declined",
            "tok_unavailable");

    @Test
    void the_books_agree_after_any_interleaving() {
        int voided = 0;
        int paidBack = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Journey journey = new Journey();
            List<Object> published = run(journey, new Random(seed));
            if (journey.hasPayment()) {
                check(journey, published, "seed " + seed);
                voided += published.stream().anyMatch(PaymentVoided.class::isInstance) ? 1 : 0;
                paidBack += journey.payment().refunded() > 0 ? 1 : 0;
            }
        }
        // The generator reaches what it is for.
        assertThat(voided).isGreaterThan(SEEDS / 10);
        assertThat(paidBack).isGreaterThan(SEEDS / 10);
    }

    private static List<Object> run(Journey journey, Random random) {
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        for (int step = 0; step < 14; step++) {
            List<String> waiting = journey.waiting();
            if (!waiting.isEmpty() && random.nextBoolean()) {
                journey.attempt(waiting.get(random.nextInt(waiting.size())));
                continue;
            }
            switch (random.nextInt(step < 6 ? 4 : 6)) {
                case 0, 1 -> journey.authorize(token);
                case 2, 3 -> journey.capture();
                case 4 -> journey.giveUp();
                default -> journey.refund("r" + random.nextInt(3), euros(1 + random.nextInt(6)));
            }
        }
        journey.untilQuiet();
        return journey.published();
    }

    private static void check(Journey journey, List<Object> published, String seed) {
        Payment payment = journey.payment();
        Map<String, GatewayEntry> books = new TreeMap<>();
        journey.gateway.ledger(null, 100).forEach(entry -> books.put(entry.key(), entry));
        PaymentFact fact = PaymentFacts.of(payment);

        for (PaymentFact.TransactionFact transaction : fact.transactions()) {
            GatewayEntry entry = books.remove(transaction.key());
            assertThat(transaction.status())
                    .as(seed)
                    .isEqualTo(entry == null ? Status.FAILED : entry.isApproved() ? Status.SUCCEEDED : Status.DECLINED);
            if (entry != null && entry.amount() != null) {
                assertThat(transaction.amount())
                        .as(seed)
                        .isEqualTo(entry.amount().minorUnits());
            }
        }
        assertThat(books).as(seed).isEmpty();
        assertThat(fact.unresolved()).as(seed).isZero();
        assertThat(payment.captured()).as(seed).isLessThanOrEqualTo(payment.authorized());
        assertThat(payment.refunded()).as(seed).isLessThanOrEqualTo(payment.captured());
        assertThat(fact.captures()).as(seed).isLessThanOrEqualTo(1);
        if (payment.givenUp()) {
            assertThat(published).as(seed).anyMatch(PaymentVoided.class::isInstance);
            assertThat(payment.authorizedOpen()).as(seed).isZero();
            assertThat(payment.refunded()).as(seed).isEqualTo(payment.captured());
        } else if (payment.captured() > 0) {
            assertThat(published).as(seed).anyMatch(PaymentCaptured.class::isInstance);
        }
    }

    @Test
    void the_check_sees_a_charge_that_the_service_does_not_know() throws InterruptedException {
        Journey journey = new Journey();
        journey.authorize("tok_visa").untilQuiet();
        journey.gateway.capture("another key", Journey.ORDER + ":authorize", amount());

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> check(journey, journey.published(), "a foreign capture"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Operation.CAPTURE.name());
    }

    private static skald.simulators.gateway.Amount amount() {
        return new skald.simulators.gateway.Amount(1, "EUR");
    }
}
