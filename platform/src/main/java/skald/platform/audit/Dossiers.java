package skald.platform.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.orders.OrderFact;
import skald.orderviews.ViewFact;
import skald.payments.PaymentFact;
import skald.platform.run.Services;
import skald.shipping.ShipmentFact;
import skald.simulators.gateway.GatewayEntry;

/**
 * Brings together what each service knows of an order. All sources are sorted by order id, so that one merge over their
 * pages does it in constant memory, wherever the databases are.
 */
final class Dossiers {
    /** A key of the gateway's books begins with the order's id, which has 36 characters. */
    private static final int UUID_LENGTH = 36;

    private static final int MOST_GATEWAY_ENTRIES = 10_000;

    private final Services services;
    private final boolean settled;

    /** @param settled whether nothing moves any more, and everything that was published was read */
    Dossiers(Services services, boolean settled) {
        this.services = services;
        this.settled = settled;
    }

    /** All orders, and whatever has the id of an order without being one. */
    void forEach(Set<String> carried, Consumer<OrderDossier> consumer) {
        // Orders are read first: what the others know by then is at least as new.
        Pages<UUID, OrderFact> orders = new Pages<>(services.orders()::facts, OrderFact::orderId);
        Pages<UUID, PaymentFact> payments = new Pages<>(services.payments()::facts, PaymentFact::orderId);
        Pages<UUID, ReservationFact> reservations =
                new Pages<>(services.inventory()::reservationFacts, ReservationFact::orderId);
        Pages<String, GatewayEntry> gateway = new Pages<>(services.gateway()::ledger, GatewayEntry::key);
        Pages<UUID, ShipmentFact> shipments = new Pages<>(services.shipping()::facts, ShipmentFact::orderId);
        Pages<UUID, ViewFact> views = new Pages<>(services.orderViews()::facts, ViewFact::orderId);
        for (UUID id = least(orders, payments, reservations, gateway, shipments, views);
                id != null;
                id = least(orders, payments, reservations, gateway, shipments, views)) {
            UUID order = id;
            consumer.accept(new OrderDossier(
                    order,
                    take(orders, OrderFact::orderId, order).orElse(null),
                    take(payments, PaymentFact::orderId, order).orElse(null),
                    takeAll(gateway, order),
                    take(reservations, ReservationFact::orderId, order).orElse(null),
                    take(shipments, ShipmentFact::orderId, order).orElse(null),
                    new OrderDossier.Shown(take(views, ViewFact::orderId, order).orElse(null), isReadModelCurrent()),
                    carried.contains(order.toString())));
        }
    }

    /** What is known of one order now. */
    OrderDossier of(UUID orderId, Set<String> carried) {
        UUID before = predecessor(orderId);
        List<GatewayEntry> entries = new ArrayList<>();
        for (GatewayEntry entry : services.gateway().ledger(orderId.toString(), MOST_GATEWAY_ENTRIES)) {
            if (!orderOf(entry).equals(orderId)) {
                break;
            }
            entries.add(entry);
        }
        OrderFact order = only(services.orders().facts(before, 1), OrderFact::orderId, orderId);
        // Asked between the two: then the read model knows at least what the order was read with.
        boolean current = isReadModelCurrent();
        return new OrderDossier(
                orderId,
                order,
                only(services.payments().facts(before, 1), PaymentFact::orderId, orderId),
                entries,
                only(services.inventory().reservationFacts(before, 1), ReservationFact::orderId, orderId),
                only(services.shipping().facts(before, 1), ShipmentFact::orderId, orderId),
                new OrderDossier.Shown(
                        only(services.orderViews().facts(before, 1), ViewFact::orderId, orderId), current),
                carried.contains(orderId.toString()));
    }

    private boolean isReadModelCurrent() {
        var views = services.orderViews().runtime();
        return settled || views.isRunning() && views.lag() == 0;
    }

    private static <T> @Nullable T only(List<T> found, Function<T, UUID> idOf, UUID wanted) {
        return found.stream()
                .filter(fact -> idOf.apply(fact).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable UUID least(
            Pages<UUID, OrderFact> orders,
            Pages<UUID, PaymentFact> payments,
            Pages<UUID, ReservationFact> reservations,
            Pages<String, GatewayEntry> gateway,
            Pages<UUID, ShipmentFact> shipments,
            Pages<UUID, ViewFact> views) {
        return Stream.of(
                        id(orders.peek(), OrderFact::orderId),
                        id(payments.peek(), PaymentFact::orderId),
                        id(reservations.peek(), ReservationFact::orderId),
                        id(gateway.peek(), Dossiers::orderOf),
                        id(shipments.peek(), ShipmentFact::orderId),
                        id(views.peek(), ViewFact::orderId))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static <T> @Nullable UUID id(@Nullable T fact, Function<T, UUID> idOf) {
        return fact == null ? null : idOf.apply(fact);
    }

    private static <T> Optional<T> take(Pages<UUID, T> pages, Function<T, UUID> idOf, UUID order) {
        T next = pages.peek();
        return next != null && idOf.apply(next).equals(order) ? Optional.of(pages.next()) : Optional.empty();
    }

    private static List<GatewayEntry> takeAll(Pages<String, GatewayEntry> gateway, UUID order) {
        List<GatewayEntry> entries = new ArrayList<>();
        for (GatewayEntry next = gateway.peek(); next != null && orderOf(next).equals(order); next = gateway.peek()) {
            entries.add(gateway.next());
        }
        return entries;
    }

    private static UUID orderOf(GatewayEntry entry) {
        return UUID.fromString(entry.key().substring(0, UUID_LENGTH));
    }

    private static UUID predecessor(UUID id) {
        long low = id.getLeastSignificantBits() - 1;
        long high = id.getMostSignificantBits() - (low == -1 ? 1 : 0);
        return new UUID(high, low);
    }
}
