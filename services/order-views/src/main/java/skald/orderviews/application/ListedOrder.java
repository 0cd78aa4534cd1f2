package skald.orderviews.application;

import org.jspecify.annotations.Nullable;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.Placement;

/** One order as a list shows it. */
public record ListedOrder(
        OrderView view,
        Placement placement,
        @Nullable String customerName,
        @Nullable String reference,
        int lineCount) {}
