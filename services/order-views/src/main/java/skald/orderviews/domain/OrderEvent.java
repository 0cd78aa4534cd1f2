package skald.orderviews.domain;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One kind of message about an order: how it changes the order's view, and what the order's timeline says of it.
 *
 * @param step what it changes; {@code null} if it belongs to the timeline only
 * @param summary plain English, without anything that would have to be erased
 * @param userId whose order it is, for kinds that carry the customer's own words or data
 */
public record OrderEvent<E>(
        Class<E> type,
        @Nullable Step<E> step,
        Function<E, String> summary,
        @Nullable Function<E, String> userId) {

    /** The change that one message makes. */
    @FunctionalInterface
    interface Step<E> {
        OrderView apply(OrderView view, E event, Instant at);
    }

    /** The change that one message makes to one axis. */
    @FunctionalInterface
    interface AxisStep<A, E> {
        A apply(A axis, E event, Instant at);
    }

    static <E> OrderEvent<E> ofOrder(Class<E> type, AxisStep<OrderAxis, E> step, Function<E, String> summary) {
        return new OrderEvent<>(
                type, (view, event, at) -> view.with(step.apply(view.order(), event, at), at), summary, null);
    }

    static <E> OrderEvent<E> ofPayment(Class<E> type, AxisStep<PaymentAxis, E> step, Function<E, String> summary) {
        return new OrderEvent<>(
                type, (view, event, at) -> view.with(step.apply(view.payment(), event, at), at), summary, null);
    }

    static <E> OrderEvent<E> ofShipment(Class<E> type, AxisStep<ShipmentAxis, E> step, Function<E, String> summary) {
        return new OrderEvent<>(
                type, (view, event, at) -> view.with(step.apply(view.shipment(), event, at), at), summary, null);
    }

    static <E> OrderEvent<E> told(Class<E> type, Function<E, String> summary) {
        return new OrderEvent<>(type, null, summary, null);
    }

    /** The same with the customer's data in it. */
    OrderEvent<E> personal(Function<E, String> ofUser) {
        return new OrderEvent<>(type, step, summary, ofUser);
    }

    /** Whether it changes the view, not only the timeline. */
    public boolean changesView() {
        return step != null;
    }

    /**
     * The view after {@code event}, which happened {@code at}; pure.
     *
     * @param view the view so far, {@code null} if this is the first that is heard of the order
     * @return {@code view} itself if the event changes nothing
     */
    public OrderView fold(@Nullable OrderView view, UUID orderId, E event, Instant at) {
        OrderView before = view == null ? OrderView.unknown(orderId) : view;
        return step == null ? before : step.apply(before, event, at);
    }
}
