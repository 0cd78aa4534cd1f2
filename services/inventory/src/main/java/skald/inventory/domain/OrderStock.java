package skald.inventory.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skald.contracts.inventory.StockCommitted;
import skald.contracts.inventory.StockConsumed;
import skald.contracts.inventory.StockRefused;
import skald.contracts.inventory.StockReleased;
import skald.contracts.inventory.StockReserved;
import skald.contracts.inventory.StockReturned;

/**
 * The rules of one order's goods: what may become of them, given what has become of them so far. Every command has an
 * answer, and a repeated one has the same answer and no further effect.
 *
 * @param current the order's reservation, {@code null} if it never asked for any
 */
public record OrderStock(UUID orderId, @Nullable Reservation current, Instant now) {
    /** How many products a refusal names; all of them are in its list. */
    private static final int MOST_NAMED = 3;

    /**
     * Keeps goods for the order, all or none. A command that comes after its own undoing is refused.
     *
     * @param shelf the stock items by SKU, {@code null} for what is not in the catalogue
     * @param until when the hold ends by itself
     */
    public Decided reserve(Goods wanted, Function<String, @Nullable StockItem> shelf, Instant until) {
        return switch (current) {
            case null -> take(wanted, shelf, until);
            case Reservation.Active _, Reservation.Consumed _ -> unchanged(new StockReserved(id()));
            case Reservation.Refused _, Reservation.Released _, Reservation.Expired _ -> unchanged(whyNothingIsHeld());
        };
    }

    private Decided take(Goods wanted, Function<String, @Nullable StockItem> shelf, Instant until) {
        Goods missing = wanted.where((sku, quantity) -> {
            StockItem item = shelf.apply(sku);
            return item == null || item.available() < quantity;
        });
        if (missing.isEmpty()) {
            return moved(
                    new Reservation.Held(wanted, until), MovementKind.RESERVATION, wanted, new StockReserved(id()));
        }
        Goods unknown = missing.where((sku, _) -> shelf.apply(sku) == null);
        String reason = unknown.isEmpty()
                ? "There is not enough in stock of " + named(missing) + "."
                : "Not in the catalogue: " + named(unknown) + ".";
        Reservation refused = new Reservation.Refused(missing, reason);
        return new Decided(refused, List.of(), List.of(refusal(reason, missing)));
    }

    /**
     * Lets the hold stay until the goods leave or are released. A hold is over when its timer says so, not before: until
     * then the goods are there.
     */
    public Decided commit() {
        return switch (current) {
            case Reservation.Held held ->
                new Decided(new Reservation.Committed(held.goods()), List.of(), List.of(new StockCommitted(id())));
            case Reservation.Committed _, Reservation.Consumed _ -> unchanged(new StockCommitted(id()));
            case Reservation.Refused _, Reservation.Released _, Reservation.Expired _ -> unchanged(whyNothingIsHeld());
            case null -> unchanged(whyNothingIsHeld());
        };
    }

    /**
     * Gives back what is kept. What was never asked for is given up all the same, so that a late command to reserve it is
     * refused.
     *
     * <p>Goods that have left are not given back. Nobody should ask for that: a cancellation first stops the shipment and
     * gets no further if it is too late. A quiet yes would let the sender refund an order that the customer receives; a
     * refusal leaves its saga waiting where an operator sees it.
     */
    public Decided release() {
        StockReleased released = new StockReleased(id());
        return switch (current) {
            case Reservation.Active active ->
                moved(new Reservation.Released(active.goods()), MovementKind.RELEASE, active.goods(), released);
            case Reservation.Refused refused ->
                new Decided(new Reservation.Released(refused.goods()), List.of(), List.of(released));
            case null -> new Decided(new Reservation.Released(Goods.none()), List.of(), List.of(released));
            case Reservation.Released _, Reservation.Expired _ -> unchanged(released);
            case Reservation.Consumed _ ->
                unchanged(refusal("The order's goods have left; they can only come back as a return.", Goods.none()));
        };
    }

    /** Gives back what is kept, if the hold was not committed in time. */
    public Decided expire() {
        return current instanceof Reservation.Held held
                ? moved(
                        new Reservation.Expired(held.goods()),
                        MovementKind.RELEASE,
                        held.goods(),
                        StockReleased.byItself(id()))
                : unchanged();
    }

    /**
     * Books that the goods have left.
     *
     * @throws IllegalStateException if nothing was kept for the order: goods that may be sold to others are gone, and
     *     somebody has to look where they came from
     */
    public Decided dispatch() {
        return switch (current) {
            case Reservation.Active active ->
                moved(
                        new Reservation.Consumed(active.goods(), Map.of()),
                        MovementKind.SALE,
                        active.goods(),
                        new StockConsumed(id()));
            case Reservation.Consumed _ -> unchanged();
            case Reservation.Refused _, Reservation.Released _, Reservation.Expired _ -> throw leftUnreserved();
            case null -> throw leftUnreserved();
        };
    }

    private IllegalStateException leftUnreserved() {
        String state = current == null ? "never reserved" : current.status();
        return new IllegalStateException("a shipment of order " + orderId + " has left, but its stock is " + state
                + ": count the goods and record an adjustment");
    }

    /**
     * Takes returned goods back into stock, once per return and never more than have left.
     *
     * <p>That goods come back proves that they left: if the news of it is still under way (it comes from another log than
     * the command), they are booked out first.
     */
    public Decided takeBack(String returnId, Goods back) {
        if (current instanceof Reservation.Active) {
            Decided left = dispatch();
            return left.and(new OrderStock(orderId, left.reservation(), now).takeBack(returnId, back));
        }
        if (!(current instanceof Reservation.Consumed consumed)) {
            return unchanged(refusal("No goods of the order have left, so none can come back.", Goods.none()));
        }
        StockReturned answer = new StockReturned(id(), returnId);
        if (consumed.returns().containsKey(returnId)) {
            return unchanged(answer);
        }
        if (!consumed.mayGetBack(back)) {
            return unchanged(refusal("More would come back than has left.", back));
        }
        return moved(consumed.with(returnId, back), MovementKind.RETURN, back, answer);
    }

    private Decided moved(Reservation after, MovementKind kind, Goods goods, Object message) {
        List<Movement> movements = new ArrayList<>();
        goods.forEach((sku, quantity) -> movements.add(new Movement(kind, sku, quantity, orderId, null, now)));
        return new Decided(after, movements, List.of(message));
    }

    private Decided unchanged(Object... messages) {
        return new Decided(current, List.of(), List.of(messages));
    }

    private StockRefused whyNothingIsHeld() {
        return switch (current) {
            case null -> refusal("Nothing is held for the order.", Goods.none());
            case Reservation.Refused(Goods goods, String reason) -> refusal(reason, goods);
            case Reservation.Released _ -> refusal("The order's stock was released already.", Goods.none());
            case Reservation.Expired _ -> refusal("The hold on the order's stock is over.", Goods.none());
            case Reservation.Active _, Reservation.Consumed _ ->
                throw new IllegalStateException("stock is held for order " + orderId);
        };
    }

    private StockRefused refusal(String reason, Goods goods) {
        return new StockRefused(id(), reason, List.copyOf(goods.skus()));
    }

    private static String named(Goods goods) {
        String first = goods.skus().stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        int more = goods.skus().size() - MOST_NAMED;
        return more > 0 ? first + " and " + more + " more" : first;
    }

    private String id() {
        return orderId.toString();
    }
}
