package skald.orders.application;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReserved;
import skald.contracts.inventory.StockReturned;
import skald.contracts.payments.CaptureDeclined;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.payments.WithdrawalRefused;
import skald.contracts.shipping.CancelShipmentRefused;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.shipping.ShipmentRefused;
import skald.orders.domain.Order;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;
import skald.toolkit.saga.Cancellation;
import skald.toolkit.saga.RetryPolicy;

/**
 * Orders that no coordinator carries: this service announces what it wishes for an order, the others react to that and to
 * each other's events, and it listens to what comes of it. It also watches that no order hangs: what was announced is
 * announced again, and an order that does not move all the same is marked as stuck.
 */
public final class Choreography {
    /** What happens to an order is listened to in the order in which it happens, as far as one service tells it. */
    private final Map<Class<?>, Reacting> reactions;

    private final Orders orders;
    private final Journeys journeys;
    private final OrderSteps steps;
    private final RetryPolicy retries;
    private final Duration deadline;

    /**
     * Of these orders.
     *
     * @param retries how often and in which intervals a wish is announced again
     * @param deadline after which an order that is not paid yet expires; shorter than the stock's hold
     */
    public Choreography(Orders orders, Journeys journeys, RetryPolicy retries, Duration deadline) {
        this.orders = orders;
        this.journeys = journeys;
        this.steps = new OrderSteps(orders);
        this.retries = retries;
        this.deadline = deadline;
        this.reactions = Map.ofEntries(
                on(PaymentAuthorized.class, (passage, _) -> passage.reached(Stage.RESERVE)),
                on(StockReserved.class, (passage, _) -> passage.reached(Stage.BOOK)),
                on(ShipmentBooked.class, (passage, _) -> passage.reached(Stage.COMMIT)),
                on(StockCommitted.class, (passage, _) -> passage.reached(Stage.CAPTURE)),
                on(PaymentCaptured.class, (passage, _) -> passage.paid()),
                on(ShipmentDispatched.class, (passage, e) -> passage.left(e.trackingCode())),
                on(PaymentDeclined.class, (passage, e) -> passage.declined(e.reason())),
                on(StockRefused.class, (passage, e) -> passage.refused(e.reason())),
                on(ShipmentRefused.class, (passage, e) -> passage.refused(e.reason())),
                on(CaptureDeclined.class, (passage, e) -> passage.refused(e.reason())),
                on(PaymentVoided.class, (passage, _) -> passage.givenUp()),
                on(WithdrawalRefused.class, (passage, e) -> passage.tooLateToWithdraw(e.reason())),
                on(CancelShipmentRefused.class, (passage, e) -> passage.tooLateToRecall(e.reason())),
                on(PaymentRefunded.class, (passage, e) -> passage.refunded(e.refundId())),
                on(StockReturned.class, (passage, e) -> passage.restocked(e.returnId())));
    }

    private <E> Map.Entry<Class<?>, Reacting> on(Class<E> event, BiConsumer<Passage, E> reaction) {
        return Map.entry(event, new Reacting((passage, body) -> reaction.accept(passage, event.cast(body))));
    }

    /** What this service makes of the others' events. */
    Map<Class<?>, ? extends Handler<Object>> reactions() {
        return reactions;
    }

    Handler<JourneyDue> due() {
        return new Watching();
    }

    Handler<AnnounceAgain> announceAgain() {
        return new Announcing();
    }

    // --- for the use cases ---

    void needs(UUID orderId, Needs needs) {
        needs.of(orders, orderId).of(journeys, orderId);
    }

    /** Whether the order was placed in this style. */
    boolean carries(UUID orderId, Work work) {
        return work.get(journeys, orderId) != null;
    }

    void carry(Order placed, Work work) {
        Instant now = work.now();
        Journey journey = Journey.begin(placed.orderId(), now.plus(retries.waitAfter(1)), now.plus(deadline), now);
        steps.announce(placed.orderId().toString(), work);
        work.put(journeys, placed.orderId(), journey);
        passage(journey, work).begin();
    }

    /** Gives up an order that is not being paid yet. The payments service has the last word. */
    Cancellation turnAround(Order locked, String reason, Work work) {
        return passage(locked, work).turnAround(reason);
    }

    void cancelConfirmed(Order locked, Work work) {
        passage(locked, work).recall();
    }

    void takeBack(Order returning, Work work) {
        passage(returning, work).takeBack();
    }

    private Passage passage(Order order, Work work) {
        return passage(Objects.requireNonNull(work.get(journeys, order.orderId())), work);
    }

    private Passage passage(Journey journey, Work work) {
        return new Passage(journeys, steps, retries, journey, work);
    }

    private @Nullable Passage passage(UUID orderId, Work work) {
        Journey journey = work.get(journeys, orderId);
        return journey == null ? null : passage(journey, work);
    }

    private final class Reacting implements Handler<Object> {
        private final BiConsumer<Passage, Object> reaction;

        Reacting(BiConsumer<Passage, Object> reaction) {
            this.reaction = reaction;
        }

        @Override
        public void needs(Message<Object> message, Needs needs) {
            Choreography.this.needs(UUID.fromString(message.key()), needs);
        }

        @Override
        public void decide(Message<Object> message, Work work) {
            Passage passage = passage(UUID.fromString(message.key()), work);
            if (passage != null) {
                reaction.accept(passage, message.body());
            }
        }
    }

    private final class Watching implements Handler<JourneyDue> {
        @Override
        public void needs(Message<JourneyDue> message, Needs needs) {
            Choreography.this.needs(UUID.fromString(message.body().orderId()), needs);
        }

        @Override
        public void decide(Message<JourneyDue> message, Work work) {
            Passage passage = passage(UUID.fromString(message.body().orderId()), work);
            if (passage != null) {
                passage.wokenUp();
            }
        }
    }

    private final class Announcing implements Handler<AnnounceAgain> {
        @Override
        public void needs(Message<AnnounceAgain> message, Needs needs) {
            Choreography.this.needs(message.body().orderId(), needs);
        }

        @Override
        public void decide(Message<AnnounceAgain> message, Work work) {
            UUID orderId = message.body().orderId();
            Passage passage = passage(orderId, work);
            if (passage == null) {
                work.refuse(new NoSuchOrder(orderId.toString()));
            } else if (!passage.journey().isOpen()) {
                work.refuse(new Refusal("journey.at-rest", "Nothing is under way for this order.", List.of()));
            } else {
                passage.announceAgain();
                work.reply(
                        new JourneyStands(orderId.toString(), passage.journey().stage()));
            }
        }
    }
}
