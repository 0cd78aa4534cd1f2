package skald.platform.audit;

import java.util.ArrayList;
import java.util.List;
import skald.inventory.StockFact;

/** The rules about one product's stock. Pure. */
final class StockCheck {
    private StockCheck() {}

    static List<Breach> of(StockFact stock) {
        List<Breach> breaches = new ArrayList<>();
        long moved = stock.receipts() + stock.returns() - stock.sales() + stock.adjustments();
        if (stock.onHand() != moved) {
            breaches.add(breach(stock, "has " + stock.onHand() + " on hand, its movements say " + moved));
        }
        if (stock.reserved() < 0 || stock.reserved() > stock.onHand()) {
            breaches.add(breach(stock, "has " + stock.reserved() + " reserved of " + stock.onHand() + " on hand"));
        }
        if (stock.reserved() != stock.activeReserved()) {
            breaches.add(breach(
                    stock, "has " + stock.reserved() + " reserved, its reservations hold " + stock.activeReserved()));
        }
        return breaches;
    }

    private static Breach breach(StockFact stock, String what) {
        return new Breach(Invariant.STOCK_ADDS_UP, stock.sku() + ' ' + what);
    }
}
