package skald.inventory;

import java.util.List;
import java.util.UUID;
import skald.contracts.Line;

/**
 * What an audit must know about one order's reservation.
 *
 * @param status HELD, COMMITTED, CONSUMED, RELEASED, EXPIRED or REFUSED; stock is kept in the first two
 * @param lines what it asked for, one line per SKU; for REFUSED only what there was not enough of
 */
public record ReservationFact(UUID orderId, String status, List<Line> lines) {}
