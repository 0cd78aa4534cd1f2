package skald.payments.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.payments.application.Payments;
import skald.payments.domain.Payment;
import skald.payments.domain.Transaction;
import skald.toolkit.http.Access;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** {@code GET /v1/orders/{id}/payments}: how an order's payment stands, with its ledger. */
public final class PaymentsApi {

    private record PaymentView(
            UUID orderId,
            Payment.Summary status,
            Optional<Money> authorized,
            Optional<Money> captured,
            Optional<Money> refunded,
            List<TransactionView> transactions) {}

    private record TransactionView(
            String id,
            Transaction.Type type,
            Transaction.Status status,
            Money amount,
            Instant at,
            @Nullable String reason) {}

    private final Payments payments;

    /** Answers from {@code payments}. */
    public PaymentsApi(Payments payments) {
        this.payments = payments;
    }

    /** Adds the endpoint. */
    public void routes(Routes routes) {
        // A payment does not know whose order it is; a customer sees the order's own view.
        routes.get("/v1/orders/{id}/payments", Access.staff(), this::payment);
    }

    private Response payment(Request request) {
        UUID orderId = request.pathUuid("id");
        return payments.find(orderId)
                .map(payment -> Response.ok(view(payment)))
                .orElseGet(() -> Response.of(Problem.notFound("There is no payment of an order " + orderId + ".")));
    }

    private static PaymentView view(Payment payment) {
        Optional<String> currency = Optional.ofNullable(payment.currency());
        return new PaymentView(
                payment.orderId(),
                payment.summary(),
                currency.map(code -> new Money(payment.authorized(), code)),
                currency.map(code -> new Money(payment.captured(), code)),
                currency.map(code -> new Money(payment.refunded(), code)),
                payment.transactions().stream()
                        .map(transaction -> view(payment, transaction))
                        .toList());
    }

    private static TransactionView view(Payment payment, Transaction transaction) {
        return new TransactionView(
                Transaction.key(payment.orderId().toString(), transaction.name()),
                transaction.type(),
                transaction.status(),
                transaction.amount(),
                transaction.at(),
                transaction.reason());
    }
}
