package skald.contracts.orders;

import java.util.List;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.contracts.Money;

/**
 * An order that no coordinator carries is to be paid, reserved, shipped: each service does its part when its turn has
 * come, which it sees by the others' events. Announced again as long as the order is not at its end; whoever has done its
 * part says again what came of it. Key: the order id.
 *
 * @param attempt 1 for the first announcement
 */
public record FulfilmentRequested(
        String orderId,
        String userId,
        List<Line> lines,
        Address shipTo,
        Money amount,
        String method,
        String token,
        long attempt) {}
