package skald.inventory.domain;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What is kept for one order: {@code HELD → COMMITTED → CONSUMED}, or {@code RELEASED}, {@code EXPIRED},
 * {@code REFUSED}. Its goods never change.
 */
public sealed interface Reservation {

    /** What the order needs; nothing if it was released before it asked for anything. */
    Goods goods();

    /** The goods are kept. */
    sealed interface Active extends Reservation {}

    /** Kept until the order is about to be paid, at the longest until {@code until}. */
    record Held(Goods goods, Instant until) implements Active {}

    /** Kept until the goods leave or the order is given up. */
    record Committed(Goods goods) implements Active {}

    /**
     * The goods have left.
     *
     * @param returns what came back, by the id of the return
     */
    record Consumed(Goods goods, Map<String, Goods> returns) implements Reservation {
        /** Copies the map. */
        public Consumed {
            returns = Map.copyOf(returns);
        }

        /** Whether {@code more} may come back as well: no more in all than has left. */
        boolean mayGetBack(Goods more) {
            Goods back = returns.values().stream().reduce(more, Goods::plus);
            return back.where((sku, quantity) -> quantity > goods.quantity(sku)).isEmpty();
        }

        /** With one more return. */
        Consumed with(String returnId, Goods back) {
            Map<String, Goods> all = new HashMap<>(returns);
            all.put(returnId, back);
            return new Consumed(goods, all);
        }
    }

    /** Given back, or given up before it was asked for: then it stands here so that nothing is kept afterwards. */
    record Released(Goods goods) implements Reservation {}

    /** Given back because the order was not paid in time. */
    record Expired(Goods goods) implements Reservation {}

    /** Not kept: of {@code goods} there was not enough. It is remembered so that a repeated command is answered alike. */
    record Refused(Goods goods, String reason) implements Reservation {}

    /** The word for the state. */
    default String status() {
        return switch (this) {
            case Held _ -> "HELD";
            case Committed _ -> "COMMITTED";
            case Consumed _ -> "CONSUMED";
            case Released _ -> "RELEASED";
            case Expired _ -> "EXPIRED";
            case Refused _ -> "REFUSED";
        };
    }
}
