package skald.orders.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.contracts.Money;

/**
 * An order: the aggregate of this service. Immutable; every method that changes something gives the order as it is then,
 * and refuses what its state does not allow.
 *
 * @param lines one per SKU
 * @param shipped whether all its goods have left
 * @param pendingReturn the return under way; there is one at a time
 */
public record Order(
        UUID orderId,
        UUID userId,
        OrderStatus status,
        List<OrderLine> lines,
        Money total,
        Address shipTo,
        String paymentMethod,
        String paymentToken,
        @Nullable String reference,
        @Nullable String reason,
        boolean shipped,
        @Nullable String trackingCode,
        @Nullable Return pendingReturn,
        @Nullable String placedWith,
        Instant placedAt,
        Instant updatedAt) {

    /** Prices a request with the catalogue, or says everything that is wrong with it. */
    public static Placement place(OrderRequest request, @Nullable Customer customer, Map<String, Product> catalogue) {
        List<Placement.Flaw> flaws = new ArrayList<>();
        if (customer == null || customer.erased()) {
            flaws.add(new Placement.Flaw(
                    "/userId", "order.unknown-user", "There is no user " + request.userId() + ". Register one first."));
        }
        Map<String, OrderLine> lines = new LinkedHashMap<>();
        Money total = null;
        for (int i = 0; i < request.lines().size(); i++) {
            Line line = request.lines().get(i);
            Product product = catalogue.get(line.sku());
            if (product == null) {
                flaws.add(new Placement.Flaw(
                        "/lines/" + i + "/sku",
                        "order.unknown-product",
                        "There is no product " + line.sku() + " in the catalogue."));
                continue;
            }
            lines.merge(
                    line.sku(),
                    new OrderLine(
                            line.sku(),
                            product.name(),
                            line.quantity(),
                            product.price().amount(),
                            0),
                    Order::sameProduct);
            total = add(total, product, line.quantity(), i, flaws);
        }
        if (!flaws.isEmpty() || total == null) {
            return new Placement.Refused(flaws);
        }
        return new Placement.Accepted(fresh(request, List.copyOf(lines.values()), total));
    }

    private static OrderLine sameProduct(OrderLine one, OrderLine other) {
        long quantity = Math.addExact(one.quantity(), other.quantity());
        return new OrderLine(one.sku(), one.name(), quantity, one.price(), 0);
    }

    private static @Nullable Money add(
            @Nullable Money total, Product product, long quantity, int index, List<Placement.Flaw> flaws) {
        String currency = product.price().currency();
        if (total != null && !total.currency().equals(currency)) {
            flaws.add(new Placement.Flaw(
                    "/lines/" + index + "/sku",
                    "order.mixed-currencies",
                    "An order has one currency: this product is priced in " + currency + ", an earlier one in "
                            + total.currency() + ". Place two orders."));
            return total;
        }
        try {
            Money line = product.price().times(quantity);
            return total == null ? line : total.plus(line);
        } catch (ArithmeticException _) {
            flaws.add(new Placement.Flaw(
                    "/lines/" + index + "/quantity",
                    "order.total-too-large",
                    "The order's total would exceed 64 bits."));
            return total;
        }
    }

    private static Order fresh(OrderRequest request, List<OrderLine> lines, Money total) {
        return new Order(
                request.orderId(),
                request.userId(),
                OrderStatus.PENDING,
                lines,
                total,
                request.shipTo(),
                request.paymentMethod(),
                request.paymentToken(),
                request.reference(),
                null,
                false,
                null,
                null,
                request.placedWith(),
                request.placedAt(),
                request.placedAt());
    }

    /** The goods of the order. */
    public List<Line> goods() {
        return lines.stream().map(line -> new Line(line.sku(), line.quantity())).toList();
    }

    /** Paid and committed: the saga is past its pivot. */
    public Order confirmed(Instant now) {
        return to(OrderStatus.CONFIRMED, null, now, OrderStatus.PENDING);
    }

    /** Refused, too late or cancelled: everything done for it is undone. */
    public Order ended(OrderStatus end, String why, Instant now) {
        if (!end.isTerminal() || end == OrderStatus.COMPLETED) {
            throw new IllegalArgumentException("an order does not end unfinished as " + end);
        }
        return to(end, why, now, OrderStatus.PENDING, OrderStatus.CANCEL_PENDING);
    }

    /** What has to happen so that it is cancelled. */
    public CancelDecision cancel() {
        return switch (status) {
            case PENDING -> new CancelDecision.TurnAround();
            case CONFIRMED ->
                shipped
                        ? new CancelDecision.Refused(
                                "order.already-dispatched",
                                "The goods have left already. Return them instead, once they have arrived.")
                        : new CancelDecision.Begin();
            case CANCEL_PENDING, CANCELLED -> new CancelDecision.Already();
            case COMPLETED, REJECTED, EXPIRED ->
                new CancelDecision.Refused("order.at-its-end", "The order is " + status + " and stays so.");
        };
    }

    /** Locked until its cancellation is decided. */
    public Order cancelPending(@Nullable String why, Instant now) {
        return to(OrderStatus.CANCEL_PENDING, why, now, OrderStatus.PENDING, OrderStatus.CONFIRMED);
    }

    /** Unlocked: it was too late to cancel it. */
    public Order cancellationRefused(Instant now) {
        return to(OrderStatus.CONFIRMED, null, now, OrderStatus.CANCEL_PENDING);
    }

    /** Unlocked: it was too late to cancel it, and it is not confirmed yet. */
    public Order pendingAgain(Instant now) {
        return to(OrderStatus.PENDING, null, now, OrderStatus.CANCEL_PENDING);
    }

    /** Its goods have left. */
    public Order shipped(String code, Instant now) {
        return copy(status, lines, reason, true, code, pendingReturn, now);
    }

    /** The customer has the goods; {@code null} if that changes nothing. */
    public @Nullable Order delivered(Instant now) {
        return status == OrderStatus.CONFIRMED ? to(OrderStatus.COMPLETED, reason, now, OrderStatus.CONFIRMED) : null;
    }

    /** Whether goods may come back, and what is paid back for them. */
    public ReturnDecision requestReturn(String returnId, List<Line> goods, Instant now) {
        if (!shipped || status != OrderStatus.CONFIRMED && status != OrderStatus.COMPLETED) {
            return new ReturnDecision.Refused(
                    "order.not-shipped", "Only goods that have left can be returned; the order is " + status + ".");
        }
        if (pendingReturn != null) {
            return new ReturnDecision.Refused(
                    "order.return-in-progress", "Another return of this order is under way. Ask again in a moment.");
        }
        Map<String, Long> wanted = new LinkedHashMap<>();
        goods.forEach(line -> wanted.merge(line.sku(), line.quantity(), Math::addExact));
        Map<String, OrderLine> ordered = new HashMap<>();
        lines.forEach(line -> ordered.put(line.sku(), line));
        List<Placement.Flaw> flaws = new ArrayList<>();
        Money refund = Money.zero(total.currency());
        for (int i = 0; i < goods.size(); i++) {
            String sku = goods.get(i).sku();
            OrderLine line = ordered.get(sku);
            long left = line == null ? 0 : line.quantity() - line.returned();
            if (line == null || wanted.getOrDefault(sku, 0L) > left) {
                flaws.add(new Placement.Flaw(
                        "/lines/" + i, "order.not-returnable", "Of " + sku + " " + left + " can be returned."));
            } else {
                refund = refund.plus(new Money(line.price(), total.currency())
                        .times(goods.get(i).quantity()));
            }
        }
        if (!flaws.isEmpty()) {
            return new ReturnDecision.Flawed(flaws);
        }
        List<Line> sums = wanted.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
        Return agreed = new Return(returnId, sums, refund);
        return new ReturnDecision.Accepted(copy(status, lines, reason, shipped, trackingCode, agreed, now), agreed);
    }

    /** The return under way is refunded and in stock again. */
    public Order returned(Instant now) {
        if (pendingReturn == null) {
            throw new IllegalStateException("no return of order " + orderId + " is under way");
        }
        Map<String, Long> back = new HashMap<>();
        pendingReturn.lines().forEach(line -> back.put(line.sku(), line.quantity()));
        List<OrderLine> after = lines.stream()
                .map(line -> back.containsKey(line.sku()) ? line.withReturned(back.get(line.sku())) : line)
                .toList();
        return copy(status, after, reason, shipped, trackingCode, null, now);
    }

    /** Whether nothing of it is left with the customer. */
    public boolean isWhollyReturned() {
        return lines.stream().allMatch(line -> line.returned() == line.quantity());
    }

    /** What was paid back, or is being paid back, for returned goods, in minor units. */
    public long refundedForReturns() {
        return lines.stream()
                .mapToLong(line -> Math.multiplyExact(line.price(), line.returned()))
                .sum();
    }

    /** Without the personal data. */
    public Order erased() {
        Address nowhere = new Address("erased", "erased", null, "erased", shipTo.country());
        return new Order(
                orderId,
                userId,
                status,
                lines,
                total,
                nowhere,
                paymentMethod,
                "erased",
                null,
                reason,
                shipped,
                trackingCode,
                pendingReturn,
                placedWith,
                placedAt,
                updatedAt);
    }

    private Order to(OrderStatus next, @Nullable String why, Instant now, OrderStatus... from) {
        if (!List.of(from).contains(status)) {
            throw new IllegalStateException("order " + orderId + " cannot go from " + status + " to " + next);
        }
        return copy(next, lines, why, shipped, trackingCode, pendingReturn, now);
    }

    private Order copy(
            OrderStatus newStatus,
            List<OrderLine> newLines,
            @Nullable String newReason,
            boolean nowShipped,
            @Nullable String code,
            @Nullable Return nextReturn,
            Instant now) {
        return new Order(
                orderId,
                userId,
                newStatus,
                newLines,
                total,
                shipTo,
                paymentMethod,
                paymentToken,
                reference,
                newReason,
                nowShipped,
                code,
                nextReturn,
                placedWith,
                placedAt,
                now);
    }
}
