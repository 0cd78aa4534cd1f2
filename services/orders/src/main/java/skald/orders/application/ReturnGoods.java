package skald.orders.application;

import java.util.List;
import java.util.UUID;
import skald.contracts.Line;

/** Command: take goods of an order back. Answer: {@link ReturnAccepted}, {@link Refusal} or {@link NoSuchOrder}. */
public record ReturnGoods(UUID orderId, UUID returnId, List<Line> lines) {}
