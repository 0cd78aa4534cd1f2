package skald.orders.application;

import java.util.UUID;
import skald.contracts.orders.ReturnRequested;
import skald.orders.SagaStyle;
import skald.orders.domain.Order;
import skald.orders.domain.Return;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;
import skald.toolkit.saga.Cancellation;

/** Who carries an order: for a new one the setting says it, any other keeps the style that it was placed with. */
public final class OrderFlows {
    private final SagaStyle style;
    private final OrderSagas sagas;
    private final Choreography choreography;

    /** @param style of the orders that are placed from now on */
    public OrderFlows(SagaStyle style, OrderSagas sagas, Choreography choreography) {
        this.style = style;
        this.sagas = sagas;
        this.choreography = choreography;
    }

    ServiceDefinition.Builder register(ServiceDefinition.Builder service) {
        return sagas.coordinator()
                .register(service, choreography.reactions())
                .handle(JourneyDue.class, choreography.due())
                .handle(AnnounceAgain.class, choreography.announceAgain());
    }

    void needsPlacing(UUID orderId, Needs needs) {
        switch (style) {
            case ORCHESTRATION -> sagas.needsOrderSaga(orderId, needs);
            case CHOREOGRAPHY -> choreography.needs(orderId, needs);
        }
    }

    void carry(Order placed, Work work) {
        switch (style) {
            case ORCHESTRATION -> sagas.carry(placed, work);
            case CHOREOGRAPHY -> choreography.carry(placed, work);
        }
    }

    void needsCancelling(UUID orderId, UUID attempt, Needs needs) {
        choreography.needs(orderId, needs);
        sagas.needsOrderSaga(orderId, needs);
        sagas.needsCancelSaga(orderId, attempt, needs);
    }

    Cancellation turnAround(Order locked, String reason, Work work) {
        return choreography.carries(locked.orderId(), work)
                ? choreography.turnAround(locked, reason, work)
                : sagas.turnAround(locked, reason, work);
    }

    void cancelConfirmed(Order locked, UUID attempt, Work work) {
        if (choreography.carries(locked.orderId(), work)) {
            choreography.cancelConfirmed(locked, work);
        } else {
            sagas.cancelConfirmed(locked, attempt, work);
        }
    }

    void needsReturning(UUID orderId, UUID returnId, Needs needs) {
        choreography.needs(orderId, needs);
        sagas.needsReturnSaga(orderId, returnId, needs);
    }

    void takeBack(Order returning, Return agreed, Work work) {
        if (choreography.carries(returning.orderId(), work)) {
            choreography.takeBack(returning, work);
            return;
        }
        String key = returning.orderId().toString();
        work.publish(
                key,
                new ReturnRequested(
                        key, returning.userId().toString(), agreed.returnId(), agreed.lines(), agreed.refund()));
        sagas.takeBack(returning, agreed, work);
    }
}
