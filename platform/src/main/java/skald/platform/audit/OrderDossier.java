package skald.platform.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.inventory.ReservationFact;
import skald.orders.OrderFact;
import skald.payments.PaymentFact;
import skald.simulators.gateway.GatewayEntry;

/**
 * Everything that the services and the gateway know of one order.
 *
 * @param carried whether a saga for it is not at its end
 */
record OrderDossier(
        UUID orderId,
        @Nullable OrderFact order,
        @Nullable PaymentFact payment,
        List<GatewayEntry> gateway,
        @Nullable ReservationFact reservation,
        boolean carried) {

    boolean isAtRest() {
        return order == null
                || !order.status().equals("PENDING") && !order.status().equals("CANCEL_PENDING");
    }
}
