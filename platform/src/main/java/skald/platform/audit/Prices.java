package skald.platform.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skald.inventory.PriceFact;

/** Every price that the catalogue ever had. */
final class Prices {

    /**
     * How far the orders service's copy of the catalogue may lag behind: a price that was replaced this long before an
     * order was placed may still have been the one that the service knew.
     */
    private static final Duration LONGEST_LAG = Duration.ofMinutes(1);

    private final Map<String, List<PriceFact.Since>> prices = new HashMap<>();

    Prices(Iterable<PriceFact> facts) {
        facts.forEach(fact -> prices.put(fact.sku(), fact.prices()));
    }

    boolean was(String sku, long amount, String currency, Instant at) {
        List<PriceFact.Since> known = prices.getOrDefault(sku, List.of());
        for (int i = 0; i < known.size(); i++) {
            PriceFact.Since price = known.get(i);
            boolean begun = !price.at().isAfter(at);
            boolean over = i + 1 < known.size() && known.get(i + 1).at().isBefore(at.minus(LONGEST_LAG));
            if (begun
                    && !over
                    && price.price().amount() == amount
                    && price.price().currency().equals(currency)) {
                return true;
            }
        }
        return false;
    }
}
