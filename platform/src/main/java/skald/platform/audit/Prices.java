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
    private final Duration skew;

    Prices(Iterable<PriceFact> facts) {
        this(facts, Duration.ZERO);
    }

    /** @param skew by how much the clocks of the services may differ */
    Prices(Iterable<PriceFact> facts, Duration skew) {
        this.skew = skew;
        facts.forEach(fact -> prices.put(fact.sku(), fact.prices()));
    }

    boolean was(String sku, long amount, String currency, Instant at) {
        List<PriceFact.Since> known = prices.getOrDefault(sku, List.of());
        for (int i = 0; i < known.size(); i++) {
            PriceFact.Since price = known.get(i);
            boolean begun = !price.at().isAfter(at.plus(skew));
            boolean over = i + 1 < known.size()
                    && known.get(i + 1).at().isBefore(at.minus(LONGEST_LAG).minus(skew));
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
