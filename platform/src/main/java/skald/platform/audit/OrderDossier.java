package skald.platform.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.orders.OrderFact;
import skald.orderviews.ViewFact;
import skald.payments.PaymentFact;
import skald.shipping.ShipmentFact;
import skald.simulators.gateway.GatewayEntry;

/**
 * Everything that the services and the gateway know of one order.
 *
 * @param shown what the read model says of it
 * @param carried whether a saga for it is not at its end
 */
record OrderDossier(
        UUID orderId,
        @Nullable OrderFact order,
        @Nullable PaymentFact payment,
        List<GatewayEntry> gateway,
        @Nullable ReservationFact reservation,
        @Nullable ShipmentFact shipment,
        Shown shown,
        boolean carried) {

    /**
     * What the read model says.
     *
     * @param current whether it has read all that the orders service had published before; otherwise it proves nothing
     */
    record Shown(@Nullable ViewFact view, boolean current) {}

    boolean isAtRest() {
        return order == null
                || !order.status().equals("PENDING") && !order.status().equals("CANCEL_PENDING");
    }
}
