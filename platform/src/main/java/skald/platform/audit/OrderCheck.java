package skald.platform.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.orders.OrderFact;
import skald.orderviews.ViewFact;
import skald.payments.PaymentFact;
import skald.payments.PaymentFact.Status;
import skald.payments.PaymentFact.TransactionFact;
import skald.shipping.ShipmentFact;
import skald.simulators.gateway.GatewayEntry;

/** The rules about one order. Pure. */
final class OrderCheck {
    private static final Set<String> PAID = Set.of("CONFIRMED", "COMPLETED");
    private static final Set<String> UNPAID = Set.of("REJECTED", "EXPIRED", "CANCELLED");
    private static final Set<String> KEPT = Set.of("COMMITTED", "CONSUMED");
    private static final Set<String> HOLDING = Set.of("HELD", "COMMITTED");

    private final OrderDossier dossier;
    private final Prices prices;
    private final List<Breach> breaches = new ArrayList<>();

    private OrderCheck(OrderDossier dossier, Prices prices) {
        this.dossier = dossier;
        this.prices = prices;
    }

    static List<Breach> of(OrderDossier dossier, Prices prices) {
        OrderCheck check = new OrderCheck(dossier, prices);
        check.capturedOnce();
        check.carriedToItsEnd();
        check.stateMatchesMoney();
        check.ledgerMatchesGateway();
        check.reservationMatchesOrder();
        check.shippedOnlyIfPaid();
        check.viewMatchesOrder();
        check.totalMatchesCatalogue();
        return check.breaches;
    }

    private void capturedOnce() {
        long captures = dossier.gateway().stream()
                .filter(entry -> entry.operation() == GatewayEntry.Operation.CAPTURE && entry.isApproved())
                .count();
        if (captures > 1) {
            breach(Invariant.CAPTURED_ONCE, "was captured " + captures + " times at the gateway");
        }
        PaymentFact payment = dossier.payment();
        if (payment == null) {
            return;
        }
        if (payment.captures() > 1) {
            breach(Invariant.CAPTURED_ONCE, "was captured " + payment.captures() + " times");
        }
        OrderFact order = dossier.order();
        if (order == null) {
            breach(Invariant.CAPTURED_ONCE, "has a payment but is not an order");
            return;
        }
        long net = payment.captured() - payment.refunded();
        // While a return or a cancellation is under way its refund may be done or not.
        boolean open = dossier.carried();
        if (net != 0 && net != order.total() && net != order.total() - order.returnedValue() && !open) {
            breach(Invariant.CAPTURED_ONCE, "keeps " + net + " of a total of " + order.total());
        }
    }

    private void carriedToItsEnd() {
        OrderFact order = dossier.order();
        if (order != null && !dossier.isAtRest() && !dossier.carried()) {
            breach(Invariant.CARRIED_TO_ITS_END, "is " + order.status() + " and nobody carries it");
        }
    }

    private void stateMatchesMoney() {
        OrderFact order = dossier.order();
        if (order == null || !dossier.isAtRest()) {
            return;
        }
        PaymentFact payment = dossier.payment();
        long net = payment == null ? 0 : payment.captured() - payment.refunded();
        if (PAID.contains(order.status()) && net != order.total() - order.returnedValue() && !dossier.carried()) {
            breach(
                    Invariant.STATE_MATCHES_MONEY,
                    "is " + order.status() + " of " + order.total() + " and keeps " + net);
        }
        if (UNPAID.contains(order.status())) {
            if (net != 0) {
                breach(Invariant.STATE_MATCHES_MONEY, "is " + order.status() + " and keeps " + net);
            }
            if (payment != null && payment.authorizedOpen() != 0) {
                breach(
                        Invariant.STATE_MATCHES_MONEY,
                        "is " + order.status() + " and blocks " + payment.authorizedOpen() + " on the customer's card");
            }
        }
    }

    private void ledgerMatchesGateway() {
        Map<String, TransactionFact> ours = new HashMap<>();
        if (dossier.payment() != null) {
            dossier.payment().transactions().forEach(transaction -> ours.put(transaction.key(), transaction));
        }
        for (GatewayEntry entry : dossier.gateway()) {
            compare(ours.remove(entry.key()), entry);
        }
        for (TransactionFact left : ours.values()) {
            if (left.status() == Status.SUCCEEDED) {
                breach(Invariant.LEDGER_MATCHES_GATEWAY, left.key() + " succeeded here and is unknown to the gateway");
            }
        }
    }

    private void compare(@Nullable TransactionFact ours, GatewayEntry entry) {
        String key = entry.key();
        if (ours == null) {
            breach(Invariant.LEDGER_MATCHES_GATEWAY, key + " is in the gateway's books and not in ours");
        } else if (ours.status() == Status.UNRESOLVED) {
            // Its outcome is still being asked for: both sides differ by design until then.
            return;
        } else if (!ours.operation().equals(entry.operation().name())) {
            breach(
                    Invariant.LEDGER_MATCHES_GATEWAY,
                    key + " is " + ours.operation() + " here, " + entry.operation() + " there");
        } else if ((ours.status() == Status.SUCCEEDED) != entry.isApproved()) {
            breach(
                    Invariant.LEDGER_MATCHES_GATEWAY,
                    key + " is " + ours.status() + " here, " + entry.outcome() + " there");
        } else if (entry.isApproved()
                && entry.amount() != null
                && entry.amount().minorUnits() != ours.amount()) {
            breach(
                    Invariant.LEDGER_MATCHES_GATEWAY,
                    key + " is " + ours.amount() + " here, " + entry.amount().minorUnits() + " there");
        }
    }

    private void reservationMatchesOrder() {
        ReservationFact reservation = dossier.reservation();
        if (reservation == null) {
            return;
        }
        Set<String> skus = new HashSet<>();
        reservation.lines().forEach(line -> {
            if (!skus.add(line.sku())) {
                breach(Invariant.RESERVATION_MATCHES_ORDER, "reserves " + line.sku() + " twice");
            }
        });
        OrderFact order = dossier.order();
        if (order != null
                && PAID.contains(order.status())
                && !dossier.carried()
                && !KEPT.contains(reservation.status())) {
            breach(
                    Invariant.RESERVATION_MATCHES_ORDER,
                    "is " + order.status() + " and its stock is " + reservation.status());
        }
        if (order == null) {
            breach(Invariant.RESERVATION_MATCHES_ORDER, "reserves stock but is not an order");
        } else if (HOLDING.contains(reservation.status())
                && (UNPAID.contains(order.status()) || order.status().equals("COMPLETED"))) {
            breach(
                    Invariant.RESERVATION_MATCHES_ORDER,
                    "is " + order.status() + " and its stock is still " + reservation.status());
        }
    }

    private void shippedOnlyIfPaid() {
        ShipmentFact shipment = dossier.shipment();
        if (shipment == null) {
            return;
        }
        OrderFact order = dossier.order();
        if (order == null) {
            breach(Invariant.SHIPPED_ONLY_IF_PAID, "has a shipment but is not an order");
            return;
        }
        boolean live = switch (shipment.status()) {
            case PENDING, BOOKED, DISPATCHED, DELIVERED -> true;
            case CANCELLED, FAILED -> false;
        };
        if (live && UNPAID.contains(order.status()) && !dossier.carried()) {
            breach(
                    Invariant.SHIPPED_ONLY_IF_PAID,
                    "is " + order.status() + " and its shipment is " + shipment.status());
        }
        if (!live && PAID.contains(order.status()) && !dossier.carried()) {
            breach(
                    Invariant.SHIPPED_ONLY_IF_PAID,
                    "is " + order.status() + " and its shipment is " + shipment.status());
        }
    }

    private void viewMatchesOrder() {
        OrderFact order = dossier.order();
        ViewFact view = dossier.shown().view();
        if (!dossier.shown().current()) {
            return;
        }
        if (order == null && view != null) {
            breach(Invariant.VIEW_MATCHES_ORDER, "is shown and is not an order");
        } else if (order != null && view == null) {
            breach(Invariant.VIEW_MATCHES_ORDER, "is not shown");
        } else if (order != null && view != null) {
            if (!view.status().equals(order.status())) {
                breach(Invariant.VIEW_MATCHES_ORDER, "is " + order.status() + " and is shown as " + view.status());
            }
            if (view.total().amount() != order.total()) {
                breach(
                        Invariant.VIEW_MATCHES_ORDER,
                        "costs " + order.total() + " and is shown with "
                                + view.total().amount());
            }
        }
    }

    private void totalMatchesCatalogue() {
        OrderFact order = dossier.order();
        if (order == null) {
            return;
        }
        long sum = 0;
        for (OrderFact.Item item : order.items()) {
            sum += item.quantity() * item.price();
            if (!prices.was(item.sku(), item.price(), order.currency(), order.placedAt())) {
                breach(
                        Invariant.TOTAL_MATCHES_CATALOGUE,
                        "has " + item.sku() + " at " + item.price() + ", which was not its price at "
                                + order.placedAt());
            }
        }
        if (sum != order.total()) {
            breach(Invariant.TOTAL_MATCHES_CATALOGUE, "has a total of " + order.total() + " and lines of " + sum);
        }
    }

    private void breach(Invariant invariant, String what) {
        breaches.add(new Breach(invariant, "order " + dossier.orderId() + ' ' + what));
    }
}
