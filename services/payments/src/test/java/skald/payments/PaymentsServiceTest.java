package skald.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.payments.Journey.ORDER;
import static skald.payments.Journey.euros;
import static skald.payments.RunningPayments.json;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.CapturePayment;
import skald.contracts.payments.VoidPayment;
import skald.toolkit.SagaRef;
import skald.toolkit.http.Caller;
import tools.jackson.databind.JsonNode;

class PaymentsServiceTest {
    private static final SagaRef AUTHORIZE = new SagaRef("order", ORDER, "authorize payment", false);
    private static final SagaRef UNDO = new SagaRef("order", ORDER, "authorize payment", true);
    private static final SagaRef CAPTURE = new SagaRef("order", ORDER, "capture payment", false);

    private final OrdersLog orders = new OrdersLog();
    private final RunningPayments payments = new RunningPayments(orders);

    @AfterEach
    void stop() {
        payments.close();
    }

    private void authorize(String token) {
        orders.send(ORDER, new AuthorizePayment(ORDER, euros(10), "card", token), AUTHORIZE);
    }

    @Test
    void answers_carry_the_reference_of_the_step_that_waits() {
        authorize("tok_visa");
        payments.await(() -> payments.log().size() == 1);
        orders.send(ORDER, new CapturePayment(ORDER), CAPTURE);
        payments.await(() -> payments.log().size() == 2);

        assertThat(payments.log())
                .extracting(entry -> entry.type() + " " + entry.saga())
                .containsExactly(
                        "skald.payments.payment-authorized.v1 " + AUTHORIZE.text(),
                        "skald.payments.payment-captured.v1 " + CAPTURE.text());
    }

    @Test
    void what_the_void_pays_back_answers_the_compensation() {
        authorize("tok_500_after_charge");
        payments.await(() -> payments.log().size() == 1);
        orders.send(ORDER, new CapturePayment(ORDER), CAPTURE);
        orders.send(ORDER, new VoidPayment(ORDER), UNDO);
        payments.await(() -> payments.said(ORDER).contains("skald.payments.payment-voided.v1"));

        assertThat(payments.log().getLast().saga()).isEqualTo(UNDO.text());
        PaymentFact fact = payments.service.facts(null, 10).getFirst();
        assertThat(fact.captured()).isEqualTo(fact.refunded());
        assertThat(fact.authorizedOpen()).isZero();
    }

    @Test
    void a_payment_is_shown_with_its_ledger() throws Exception {
        authorize("tok_declined");
        payments.await(() -> payments.log().size() == 1);

        JsonNode payment = json(payments.get("/v1/orders/" + ORDER + "/payments"));

        assertThat(payment.get("orderId").stringValue()).isEqualTo(ORDER);
        assertThat(payment.get("status").stringValue()).isEqualTo("declined");
        assertThat(payment.get("captured").toString()).isEqualTo("""
            {"amount":0,"currency":"EUR"}\
            """);
        JsonNode transaction = payment.get("transactions").get(0);
        assertThat(transaction.get("id").stringValue()).isEqualTo(ORDER + ":authorize");
        assertThat(transaction.get("type").stringValue()).isEqualTo("authorize");
        assertThat(transaction.get("status").stringValue()).isEqualTo("declined");
        assertThat(transaction.get("amount").toString()).isEqualTo("""
            {"amount":1000,"currency":"EUR"}\
            """);
        assertThat(transaction.get("reason").stringValue()).isEqualTo("insufficient funds");
        assertThat(transaction.get("at").stringValue()).endsWith("Z");
        assertThat(payment.toString()).doesNotContain("tok_");
    }

    @Test
    void a_payment_given_up_before_it_began_has_no_amounts() throws Exception {
        orders.send(ORDER, new VoidPayment(ORDER), UNDO);
        payments.await(() -> payments.log().size() == 1);

        assertThat(payments.get("/v1/orders/" + ORDER + "/payments").body()).isEqualTo("""
            {"orderId":"%s","status":"voided","transactions":[]}\
            """.formatted(ORDER));
    }

    @Test
    void a_payment_that_is_not_there_is_not_found_and_customers_are_told_by_the_order() throws Exception {
        assertThat(payments.get("/v1/orders/" + ORDER + "/payments").statusCode())
                .isEqualTo(404);
        authorize("tok_visa");
        payments.await(() -> payments.log().size() == 1);
        payments.as(new Caller(Caller.Role.CUSTOMER, "somebody"));

        assertThat(payments.get("/v1/orders/" + ORDER + "/payments").statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_command_about_no_order_is_set_aside_and_the_next_is_answered() {
        orders.send("not-an-id", new VoidPayment("not-an-id"), UNDO);
        authorize("tok_visa");
        payments.await(() -> payments.said(ORDER).size() == 1);

        assertThat(payments.said("not-an-id")).isEmpty();
    }
}
