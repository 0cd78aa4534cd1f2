package skald.orderviews.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Money;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.domain.DisplayStatus;
import skald.orderviews.domain.Fulfilment;
import skald.orderviews.domain.Lifecycle;
import skald.orderviews.domain.OrderDetails;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.PaymentStatus;
import skald.orderviews.domain.Placement;
import skald.orderviews.domain.TimelineEntry;

/** What the queries answer, and how it comes from the read model. */
final class OrderBodies {

    /** One line, its price per piece. */
    record LineBody(String sku, String name, long quantity, Money price) {}

    /** One order in full. {@code status} is the display status of the three axes that follow it. */
    record OrderBody(
            UUID orderId,
            UUID userId,
            @Nullable String customerName,
            DisplayStatus status,
            Lifecycle lifecycle,
            PaymentStatus payment,
            Fulfilment fulfilment,
            Money total,
            Money refunded,
            List<LineBody> lines,
            @Nullable Address shipTo,
            @Nullable String reference,
            @Nullable String reason,
            @Nullable String trackingCode,
            Instant placedAt,
            Instant updatedAt) {}

    /** One order in a list: without its lines. */
    record OrderItem(
            UUID orderId,
            UUID userId,
            @Nullable String customerName,
            DisplayStatus status,
            Lifecycle lifecycle,
            PaymentStatus payment,
            Fulfilment fulfilment,
            Money total,
            Money refunded,
            int lineCount,
            @Nullable String reference,
            @Nullable String reason,
            @Nullable String trackingCode,
            Instant placedAt,
            Instant updatedAt) {}

    /** One entry of a timeline. */
    record EntryBody(Instant at, String source, long position, String type, String summary) {}

    /** A timeline, oldest first. */
    record TimelineBody(UUID orderId, List<EntryBody> items) {}

    private OrderBodies() {}

    static OrderBody body(FoundOrder found) {
        OrderView view = found.view();
        Placement placement = found.placement();
        OrderDetails details = found.details();
        String currency = placement.total().currency();
        return new OrderBody(
                view.orderId(),
                placement.userId(),
                details.customerName(),
                view.status(),
                view.lifecycle(),
                view.payment().status(),
                view.fulfilment(),
                placement.total(),
                new Money(view.payment().refunded(), currency),
                details.lines().stream()
                        .map(line -> new LineBody(
                                line.sku(), line.name(), line.quantity(), new Money(line.price(), currency)))
                        .toList(),
                details.shipTo(),
                details.reference(),
                view.order().reason(),
                view.shipment().trackingCode(),
                placement.placedAt(),
                view.updatedAt());
    }

    static OrderItem item(ListedOrder listed) {
        OrderView view = listed.view();
        Placement placement = listed.placement();
        return new OrderItem(
                view.orderId(),
                placement.userId(),
                listed.customerName(),
                view.status(),
                view.lifecycle(),
                view.payment().status(),
                view.fulfilment(),
                placement.total(),
                new Money(view.payment().refunded(), placement.total().currency()),
                listed.lineCount(),
                listed.reference(),
                view.order().reason(),
                view.shipment().trackingCode(),
                placement.placedAt(),
                view.updatedAt());
    }

    static TimelineBody timeline(UUID orderId, List<TimelineEntry> entries) {
        return new TimelineBody(
                orderId, entries.stream().map(OrderBodies::entry).toList());
    }

    static EntryBody entry(TimelineEntry entry) {
        return new EntryBody(entry.at(), entry.source(), entry.position(), entry.type(), entry.summary());
    }
}
