package skald.shipping;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.contracts.inventory.StockReserved;
import skald.contracts.orders.RecallRequested;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.shipping.BookShipment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.DispatchShipment;
import skald.shipping.adapter.out.InMemoryParcels;
import skald.shipping.adapter.out.InMemoryPendingOrders;
import skald.shipping.adapter.out.InMemoryShipments;
import skald.shipping.adapter.out.SimulatedCarrier;
import skald.shipping.application.CarrierEffect;
import skald.shipping.application.CarrierOutcome;
import skald.shipping.application.FulfilmentHandlers;
import skald.shipping.application.Parcels;
import skald.shipping.application.PendingOrders;
import skald.shipping.application.ReportDelivery;
import skald.shipping.application.ShipmentHandlers;
import skald.shipping.application.Shipments;
import skald.shipping.domain.CarrierCall;
import skald.shipping.domain.Shipment;
import skald.simulators.carrier.CarrierSimulator;
import skald.testkit.Decision;
import skald.toolkit.Outcome;

/**
 * One order's shipment on its way through commands and carrier calls, step by step: the test says which call is attempted
 * when. Like the runtime it asks before it performs again what may have happened.
 */
final class Journey {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final UUID ORDER_ID = UUID.fromString("0195500a-0000-7000-8000-000000000001");
    static final String ORDER = ORDER_ID.toString();
    static final List<Line> LINES = List.of(new Line("85123A", 6), new Line("71053", 1));

    final CarrierSimulator carrier = CarrierSimulator.inMemory(InstantSource.fixed(NOON), _ -> {}, Runnable::run);
    /** The clock is finer than what is kept. */
    final Decision decision = new Decision(NOON.plusNanos(999));

    private final Shipments shipments = new InMemoryShipments();
    private final Parcels parcels = new InMemoryParcels();
    private final PendingOrders pending = new InMemoryPendingOrders();
    private final ShipmentHandlers handlers = new ShipmentHandlers(shipments, parcels, pending);
    private final FulfilmentHandlers fulfilment = new FulfilmentHandlers(shipments, parcels, pending);
    private final CarrierEffect<CarrierCall> effect = new CarrierEffect<>(new SimulatedCarrier(carrier));
    private final Map<String, CarrierCall> waiting = new LinkedHashMap<>();
    private final Map<String, Boolean> unknown = new LinkedHashMap<>();
    private final List<Object> published = new ArrayList<>();

    static Address at(String street) {
        return new Address("Anna Ångström", street, "10115", "Berlin", "DE");
    }

    Journey book(String street) {
        decision.when(handlers.book(), ORDER, new BookShipment(ORDER, at(street), LINES));
        return note();
    }

    Journey cancel() {
        decision.when(handlers.cancel(), ORDER, new CancelShipment(ORDER));
        return note();
    }

    Journey dispatch() {
        decision.when(handlers.dispatch(), ORDER, new DispatchShipment(ORDER));
        return note();
    }

    /** The order's goods are held, which its shipping follows from where no coordinator carries it. */
    Journey held() {
        decision.when(fulfilment.held(), ORDER, new StockReserved(ORDER));
        return note();
    }

    Journey recall() {
        decision.when(fulfilment.recalled(), ORDER, new RecallRequested(ORDER, 1));
        return note();
    }

    Journey paid() {
        decision.when(fulfilment.paid(), ORDER, new PaymentCaptured(ORDER, new Money(1_700, "EUR")));
        return note();
    }

    Journey deliver() {
        decision.when(handlers.deliver(), ORDER, new ReportDelivery(ORDER));
        return note();
    }

    private Journey note() {
        published.addAll(decision.published());
        for (Object request : decision.effects()) {
            CarrierCall call = (CarrierCall) request;
            waiting.put(call.key(), call);
            unknown.put(call.key(), false);
        }
        return this;
    }

    /** The keys of the calls that have no outcome yet, without the order's id. */
    List<String> waiting() {
        return waiting.keySet().stream()
                .map(key -> key.substring(ORDER.length() + 1))
                .toList();
    }

    /** The call is attempted once. */
    Journey attempt(String call) {
        String key = ORDER + ':' + call;
        switch (outcome(key)) {
            case Outcome.Known(Object message) -> {
                waiting.remove(key);
                decision.when(handlers.settled(), ORDER, (CarrierOutcome) message);
                note();
            }
            case Outcome.NotHappened _ -> {}
            case Outcome.Unknown _ -> unknown.put(key, true);
        }
        return this;
    }

    private Outcome outcome(String key) {
        CarrierCall call = waiting.get(key);
        try {
            return unknown.get(key) ? effect.ask(key, call) : effect.perform(key, call);
        } catch (InterruptedException | RuntimeException e) {
            return new Outcome.Unknown(String.valueOf(e.getMessage()));
        }
    }

    /** Attempts until no call waits, at most so often that every programmed failure but a hold is over. */
    Journey untilQuiet() {
        for (int round = 0; round < 10 && !waiting.isEmpty(); round++) {
            waiting().forEach(this::attempt);
        }
        return this;
    }

    /** What was published since the last time. */
    List<Object> published() {
        List<Object> news = List.copyOf(published);
        published.clear();
        return news;
    }

    /** The shipment, which exists. */
    Shipment shipment() {
        Shipment shipment = decision.state(shipments, ORDER_ID);
        if (shipment == null) {
            throw new AssertionError("there is no shipment");
        }
        return shipment;
    }

    boolean hasShipment() {
        return decision.state(shipments, ORDER_ID) != null;
    }
}
