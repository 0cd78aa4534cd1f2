package skald.orders.application;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import skald.contracts.orders.FulfilmentRequested;
import skald.contracts.orders.RecallRequested;
import skald.contracts.orders.ReturnRequested;
import skald.contracts.orders.WithdrawalRequested;
import skald.orders.application.Journey.Heard;
import skald.orders.domain.Order;
import skald.orders.domain.OrderStatus;
import skald.orders.domain.Return;
import skald.toolkit.Work;
import skald.toolkit.saga.Cancellation;
import skald.toolkit.saga.Cause;
import skald.toolkit.saga.RetryPolicy;

/**
 * One move of one order that no coordinator carries: what is heard, and what the order, its journey and the next
 * announcement become by it. News that does not fit where the order stands (late, repeated) changes nothing.
 */
final class Passage {
    private final Journeys journeys;
    private final OrderSteps steps;
    private final RetryPolicy retries;
    private final Work work;
    private final String id;
    private final Journey before;
    private Journey journey;

    Passage(Journeys journeys, OrderSteps steps, RetryPolicy retries, Journey journey, Work work) {
        this.journeys = journeys;
        this.steps = steps;
        this.retries = retries;
        this.work = work;
        this.id = journey.orderId().toString();
        this.before = journey;
        this.journey = journey;
    }

    Journey journey() {
        return journey;
    }

    private Order order() {
        return steps.order(id, work);
    }

    private OrderStatus status() {
        return order().status();
    }

    // --- what is wished ---

    void begin() {
        announce();
        work.schedule(id, timer(), earliest(journey.dueAt(), journey.deadline()), new JourneyDue(id));
    }

    Cancellation turnAround(String reason) {
        if (journey.stage().isBeforePivot()) {
            withdraw(Cause.CANCELLED, reason);
            return Cancellation.ACCEPTED;
        }
        return journey.stage() == Stage.WITHDRAW ? Cancellation.ALREADY_BACKWARDS : Cancellation.PAST_PIVOT;
    }

    private void withdraw(Cause cause, String reason) {
        journey = journey.because(cause, reason);
        go(Stage.WITHDRAW);
        announce();
    }

    void recall() {
        go(Stage.RECALL);
        announce();
    }

    void takeBack() {
        go(Stage.RETURN);
        announce();
    }

    private void announce() {
        long attempt = journey.attempts();
        switch (journey.stage()) {
            case AUTHORIZE, RESERVE, BOOK, COMMIT, CAPTURE, DISPATCH -> work.publish(id, fulfilment(attempt));
            case WITHDRAW ->
                work.publish(id, new WithdrawalRequested(id, order().userId().toString(), whyWithdrawn(), attempt));
            case RECALL -> work.publish(id, new RecallRequested(id, attempt));
            case RETURN -> {
                Return goods = steps.pendingReturn(id, work);
                work.publish(
                        id,
                        new ReturnRequested(
                                id,
                                order().userId().toString(),
                                goods.returnId(),
                                goods.lines(),
                                goods.refund(),
                                attempt));
            }
            case REST -> {}
        }
    }

    private FulfilmentRequested fulfilment(long attempt) {
        Order order = order();
        return new FulfilmentRequested(
                id,
                order.userId().toString(),
                order.goods(),
                order.shipTo(),
                order.total(),
                order.paymentMethod(),
                order.paymentToken(),
                attempt);
    }

    /** For other services' books: without the customer's own words. */
    private String whyWithdrawn() {
        return switch (cause()) {
            case CANCELLED -> "the order is cancelled";
            case EXPIRED, UNKNOWN -> "the order is not carried through in time";
            case REFUSED -> "the order is refused";
        };
    }

    // --- what is heard ---

    /** The order has come so far, at least. */
    void reached(Stage stage) {
        if (journey.stage().isBeforePayment() && stage.compareTo(journey.stage()) > 0) {
            go(stage);
        }
    }

    void declined(String reason) {
        if (journey.stage().isBeforePayment()) {
            end(Cause.REFUSED, reason);
        }
    }

    /** Someone refuses, and the others undo what they have done: the payment comes last. */
    void refused(String reason) {
        if (!journey.stage().isBeforePayment()) {
            return;
        }
        if (journey.heard().contains(Heard.VOIDED)) {
            end(Cause.REFUSED, reason);
        } else {
            journey = journey.because(Cause.REFUSED, reason);
            go(Stage.WITHDRAW);
        }
    }

    /** The payment is given up, and so everything before it is undone. */
    void givenUp() {
        if (journey.stage() == Stage.WITHDRAW) {
            end(cause(), reason());
        } else if (journey.stage().isBeforePayment()) {
            journey = journey.heard(Heard.VOIDED);
            keep();
        }
    }

    void tooLateToWithdraw(String reason) {
        if (journey.stage() == Stage.WITHDRAW && cause() != Cause.REFUSED) {
            goOnAfterAll(reason);
            go(Stage.CAPTURE);
        }
    }

    private void goOnAfterAll(String reason) {
        if (status() == OrderStatus.CANCEL_PENDING) {
            steps.goOn(id, reason, work);
        }
        journey = journey.because(null, null);
    }

    void paid() {
        if (!journey.stage().isBeforePayment() && journey.stage() != Stage.WITHDRAW) {
            return;
        }
        goOnAfterAll("the payment is taken already");
        steps.confirm(id, work);
        String code = journey.trackingCode();
        go(Stage.DISPATCH);
        if (code != null) {
            left(code);
        }
    }

    /** The goods have left: which they do only once the order is paid, also if that is heard later. */
    void left(String trackingCode) {
        if (journey.stage().isBeforePayment() || journey.stage() == Stage.WITHDRAW) {
            journey = journey.left(trackingCode);
            keep();
        } else if (!order().shipped() && !status().isTerminal()) {
            steps.noteShipment(id, trackingCode, work);
            if (journey.stage() == Stage.DISPATCH) {
                rest();
            }
        }
    }

    void tooLateToRecall(String reason) {
        if (journey.stage() == Stage.RECALL) {
            steps.unlock(id, reason, work);
            if (order().shipped()) {
                rest();
            } else {
                go(Stage.DISPATCH);
            }
        }
    }

    void refunded(String refundId) {
        if (journey.stage() == Stage.RECALL && refundId.equals(RecallRequested.REFUND)) {
            steps.cancelled(id, work);
            rest();
        } else if (returns(refundId)) {
            heardOfReturn(Heard.REFUNDED);
        }
    }

    void restocked(String returnId) {
        if (returns(returnId)) {
            heardOfReturn(Heard.RESTOCKED);
        }
    }

    private boolean returns(String returnId) {
        Return pending = order().pendingReturn();
        return journey.stage() == Stage.RETURN
                && pending != null
                && pending.returnId().equals(returnId);
    }

    private void heardOfReturn(Heard half) {
        journey = journey.heard(half);
        if (journey.heard().contains(Heard.REFUNDED) && journey.heard().contains(Heard.RESTOCKED)) {
            steps.finishReturn(id, work);
            rest();
        } else {
            keep();
        }
    }

    // --- what is not heard ---

    void wokenUp() {
        Instant now = work.now();
        Stage stage = journey.stage();
        if (!journey.isOpen() || journey.stuck()) {
            return;
        }
        if (journey.heard().contains(Heard.VOIDED) && !journey.dueAt().isAfter(now)) {
            end(Cause.UNKNOWN, "its payment was given up");
        } else if (stage.isBeforePivot() && !journey.deadline().isAfter(now)) {
            withdraw(Cause.EXPIRED, "it was not carried through in time");
            watch();
        } else if (journey.dueAt().isAfter(now)) {
            watch();
        } else if (journey.attempts() < retries(stage).attempts()) {
            announceOnceMore(journey.attempts() + 1);
        } else if (stage.isBeforePivot()) {
            withdraw(Cause.UNKNOWN, "no answer to \"" + stage.awaited() + '"');
            watch();
        } else {
            journey = journey.stuck(now);
            keep();
        }
    }

    /** An operator has looked at it: it is announced as often as at first. */
    void announceAgain() {
        announceOnceMore(1);
    }

    private void announceOnceMore(int attempts) {
        Instant now = work.now();
        journey = journey.again(attempts, now.plus(retries(journey.stage()).waitAfter(attempts)), now);
        announce();
        keep();
        watch();
    }

    // --- where it stands then ---

    private void go(Stage next) {
        Instant now = work.now();
        journey = journey.at(next, now.plus(retries(next).waitAfter(1)), now);
        keep();
        // The timer that is set fires no later than the last wait's end, and looks again then. That of a stuck journey
        // has fired for the last time, and one at rest has none.
        if (before.stuck() || !before.isOpen() || journey.dueAt().isBefore(before.dueAt())) {
            watch();
        }
    }

    private void end(Cause cause, String reason) {
        journey = journey.because(cause, reason);
        steps.end(id, cause, reason, work);
        rest();
    }

    private void rest() {
        journey = journey.withNothingHeard().at(Stage.REST, journey.dueAt(), work.now());
        keep();
        work.unschedule(id, timer());
    }

    private void keep() {
        work.put(journeys, journey.orderId(), journey);
    }

    private void watch() {
        Instant at = journey.stage().isBeforePivot() ? earliest(journey.dueAt(), journey.deadline()) : journey.dueAt();
        work.schedule(id, timer(), at, new JourneyDue(id));
    }

    private RetryPolicy retries(Stage stage) {
        return stage == Stage.DISPATCH ? OrderSagas.COLLECTION : retries;
    }

    private Cause cause() {
        Cause cause = journey.cause();
        return cause == null ? Cause.UNKNOWN : cause;
    }

    private String reason() {
        @Nullable String reason = journey.reason();
        return reason == null ? "" : reason;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static String timer() {
        return "journey";
    }
}
