package skald.payments.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.payments.domain.Transaction.Status;
import skald.payments.domain.Transaction.Type;

/**
 * The payment of an order: a ledger of transactions, and whether it was given up. Amounts and status follow from these.
 * Immutable.
 *
 * @param currency of all amounts; {@code null} as long as no amount was ever named
 * @param givenUp a void was asked for: nothing may be authorized or captured any more
 */
public record Payment(UUID orderId, @Nullable String currency, boolean givenUp, List<Transaction> transactions) {

    /** Defensive copy. */
    public Payment {
        transactions = List.copyOf(transactions);
    }

    /** How a payment stands, in a word. */
    public enum Summary {
        PENDING,
        DECLINED,
        AUTHORIZED,
        CAPTURED,
        PARTIALLY_REFUNDED,
        REFUNDED,
        VOIDING,
        VOIDED
    }

    static Payment none(UUID orderId, @Nullable String currency) {
        return new Payment(orderId, currency, false, List.of());
    }

    /** The transaction called {@code name}, or {@code null}. */
    public @Nullable Transaction find(String name) {
        return transactions.stream()
                .filter(transaction -> transaction.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** What the gateway reserved, captured or not, in minor units. */
    public long authorized() {
        return sum(t -> t.type() == Type.AUTHORIZE && t.isSucceeded());
    }

    /** What was taken. */
    public long captured() {
        return sum(t -> t.type() == Type.CAPTURE && t.isSucceeded());
    }

    /** What was paid back. */
    public long refunded() {
        return sum(t -> t.type() == Type.REFUND && t.isSucceeded());
    }

    /** What is being paid back or may have been. */
    public long refundsPending() {
        return sum(t -> t.type() == Type.REFUND && t.isOpen());
    }

    /** What is reserved and neither taken nor given up. */
    public long authorizedOpen() {
        Transaction undo = find(Transaction.VOID);
        return undo != null && undo.isSucceeded() ? 0 : authorized() - captured();
    }

    /** What could still be paid back. */
    long refundable() {
        return captured() - refunded() - refundsPending();
    }

    /** How it stands. */
    public Summary summary() {
        if (captured() > 0 || isSucceeded(Transaction.CAPTURE)) {
            return refunded() == 0
                    ? Summary.CAPTURED
                    : refunded() == captured() ? Summary.REFUNDED : Summary.PARTIALLY_REFUNDED;
        }
        if (givenUp) {
            Transaction undo = find(Transaction.VOID);
            return undo == null || undo.isSucceeded() ? Summary.VOIDED : Summary.VOIDING;
        }
        Transaction authorization = find(Transaction.AUTHORIZE);
        if (authorization == null) {
            return Summary.PENDING;
        }
        return switch (authorization.status()) {
            case PENDING, UNKNOWN -> Summary.PENDING;
            case SUCCEEDED -> Summary.AUTHORIZED;
            case DECLINED, FAILED -> Summary.DECLINED;
        };
    }

    boolean isSucceeded(String name) {
        Transaction transaction = find(name);
        return transaction != null && transaction.isSucceeded();
    }

    Payment giveUp() {
        return new Payment(orderId, currency, true, transactions);
    }

    /** This payment with a transaction added or, by its name, replaced. */
    Payment with(Transaction changed) {
        List<Transaction> all = new ArrayList<>(transactions);
        int index = 0;
        while (index < all.size() && !all.get(index).name().equals(changed.name())) {
            index++;
        }
        if (index < all.size()) {
            all.set(index, changed);
        } else {
            all.add(changed);
        }
        return new Payment(orderId, changed.amount().currency(), givenUp, all);
    }

    /** This payment with a transaction that got a status; the same object if there is nothing to change. */
    Payment become(Transaction transaction, Status status, @Nullable String reason, Instant now) {
        return transaction.status() == status ? this : with(transaction.become(status, reason, now));
    }

    Money money(long amount) {
        if (currency == null) {
            throw new IllegalStateException("payment " + orderId + " has no currency yet");
        }
        return new Money(amount, currency);
    }

    private long sum(Predicate<Transaction> which) {
        return transactions.stream()
                .filter(which)
                .map(Transaction::amount)
                .mapToLong(Money::amount)
                .reduce(0, Math::addExact);
    }
}
