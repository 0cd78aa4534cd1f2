package skald.payments;

import java.util.Comparator;
import skald.payments.PaymentFact.TransactionFact;
import skald.payments.domain.Payment;
import skald.payments.domain.Transaction;

/** Payments as an audit sees them. */
final class PaymentFacts {

    private PaymentFacts() {}

    static PaymentFact of(Payment payment) {
        return new PaymentFact(
                payment.orderId(),
                payment.currency(),
                payment.authorizedOpen(),
                (int) payment.transactions().stream()
                        .filter(t -> t.type() == Transaction.Type.CAPTURE)
                        .filter(t -> t.status() == Transaction.Status.SUCCEEDED)
                        .count(),
                payment.captured(),
                payment.refunded(),
                payment.transactions().stream()
                        .map(transaction -> of(payment, transaction))
                        .sorted(Comparator.comparing(TransactionFact::key))
                        .toList());
    }

    private static TransactionFact of(Payment payment, Transaction transaction) {
        return new TransactionFact(
                Transaction.key(payment.orderId().toString(), transaction.name()),
                transaction.type().name(),
                switch (transaction.status()) {
                    case PENDING, UNKNOWN -> PaymentFact.Status.UNRESOLVED;
                    case SUCCEEDED -> PaymentFact.Status.SUCCEEDED;
                    case DECLINED -> PaymentFact.Status.DECLINED;
                    case FAILED -> PaymentFact.Status.FAILED;
                },
                transaction.amount().amount(),
                transaction.at());
    }
}
