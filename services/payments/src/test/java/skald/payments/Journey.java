package skald.payments;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import skald.contracts.Money;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.CapturePayment;
import skald.contracts.payments.RefundPayment;
import skald.contracts.payments.VoidPayment;
import skald.payments.adapter.out.InMemoryPayments;
import skald.payments.adapter.out.SimulatedGateway;
import skald.payments.application.CallApproved;
import skald.payments.application.CallDeclined;
import skald.payments.application.CallUnresolved;
import skald.payments.application.GatewayEffect;
import skald.payments.application.PaymentHandlers;
import skald.payments.application.Payments;
import skald.payments.domain.GatewayCall;
import skald.payments.domain.Payment;
import skald.payments.domain.Transaction;
import skald.simulators.gateway.GatewaySimulator;
import skald.testkit.Decision;
import skald.toolkit.Outcome;

/**
 * One order's payment on its way through commands and gateway calls, step by step: the test says which call is attempted
 * when. Like the runtime it asks before it performs again what may have happened.
 */
final class Journey {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final UUID ORDER_ID = UUID.fromString("0195500a-0000-7000-8000-000000000001");
    static final String ORDER = ORDER_ID.toString();

    final GatewaySimulator gateway = GatewaySimulator.inMemory(InstantSource.fixed(NOON), _ -> {}, Runnable::run);

    private final Payments payments = new InMemoryPayments();
    private final PaymentHandlers handlers = new PaymentHandlers(payments);
    private final GatewayEffect<GatewayCall> effect = new GatewayEffect<>(new SimulatedGateway(gateway));
    /** The clock is finer than what is kept. */
    private final Decision decision = new Decision(NOON.plusNanos(999));

    private final Map<String, GatewayCall> waiting = new LinkedHashMap<>();
    private final Map<String, Boolean> unknown = new LinkedHashMap<>();
    private final List<Object> published = new ArrayList<>();

    static Money euros(long euros) {
        return new Money(euros * 100, "EUR");
    }

    Journey authorize(String token) {
        return decide(new AuthorizePayment(ORDER, euros(10), "card", token));
    }

    Journey capture() {
        return decide(new CapturePayment(ORDER));
    }

    Journey giveUp() {
        return decide(new VoidPayment(ORDER));
    }

    Journey refund(String refundId, Money amount) {
        return decide(new RefundPayment(ORDER, refundId, amount));
    }

    private Journey decide(Object message) {
        switch (message) {
            case AuthorizePayment command -> decision.when(handlers.authorize(), ORDER, command);
            case CapturePayment command -> decision.when(handlers.capture(), ORDER, command);
            case VoidPayment command -> decision.when(handlers.giveUp(), ORDER, command);
            case RefundPayment command -> decision.when(handlers.refund(), ORDER, command);
            case CallApproved outcome -> decision.when(handlers.approved(), ORDER, outcome);
            case CallDeclined outcome -> decision.when(handlers.declined(), ORDER, outcome);
            case CallUnresolved outcome -> decision.when(handlers.unresolved(), ORDER, outcome);
            default -> throw new IllegalArgumentException("no handler for " + message);
        }
        published.addAll(decision.published());
        for (Object request : decision.effects()) {
            GatewayCall call = (GatewayCall) request;
            waiting.put(call.key(), call);
            unknown.put(call.key(), false);
        }
        return this;
    }

    /** The names of the transactions whose calls have no outcome yet. */
    List<String> waiting() {
        return waiting.values().stream().map(GatewayCall::transaction).toList();
    }

    /** Every call that waits is attempted once. */
    Journey attempt() {
        waiting().forEach(this::attempt);
        return this;
    }

    /** The call of this transaction is attempted once. */
    Journey attempt(String transaction) {
        String key = Transaction.key(ORDER, transaction);
        GatewayCall call = waiting.get(key);
        switch (outcome(key, call)) {
            case Outcome.Known(Object message) -> {
                waiting.remove(key);
                decide(message);
            }
            case Outcome.NotHappened _ -> {}
            case Outcome.Unknown(String reason) -> {
                unknown.put(key, true);
                decide(effect.unresolved(key, call, reason));
            }
        }
        return this;
    }

    private Outcome outcome(String key, GatewayCall call) {
        try {
            return unknown.get(key) ? effect.ask(key, call) : effect.perform(key, call);
        } catch (InterruptedException | RuntimeException e) {
            return new Outcome.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /** Attempts until no call waits; more attempts than any programmed failure lasts mean that one never ends. */
    Journey untilQuiet() {
        for (int round = 0; round < 10 && !waiting.isEmpty(); round++) {
            attempt();
        }
        if (!waiting.isEmpty()) {
            throw new AssertionError("still waiting: " + waiting());
        }
        return this;
    }

    /** What was published since the last time. */
    List<Object> published() {
        List<Object> news = List.copyOf(published);
        published.clear();
        return news;
    }

    /** The payment, which exists. */
    Payment payment() {
        Payment payment = decision.state(payments, ORDER_ID);
        if (payment == null) {
            throw new AssertionError("there is no payment");
        }
        return payment;
    }

    boolean hasPayment() {
        return decision.state(payments, ORDER_ID) != null;
    }

    Transaction.Status status(String transaction) {
        Transaction found = payment().find(transaction);
        if (found == null) {
            throw new AssertionError("there is no transaction " + transaction);
        }
        return found.status();
    }
}
