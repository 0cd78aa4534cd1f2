package skald.orderviews.application;

import skald.orderviews.domain.OrderDetails;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.Placement;

/** One order with everything about it. */
public record FoundOrder(OrderView view, Placement placement, OrderDetails details) {}
