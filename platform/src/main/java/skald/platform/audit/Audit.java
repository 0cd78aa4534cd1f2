package skald.platform.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import skald.inventory.PriceFact;
import skald.inventory.StockFact;
import skald.platform.run.Services;

/**
 * Checks the invariants over the databases of all services and the gateway's books.
 *
 * <p>It may run beside the platform: there is no moment at which all databases stand still, so that an order which seems
 * to break a rule is looked at again, and counts only if it still breaks it after several looks. Thread-safe.
 */
public final class Audit {
    private static final int MOST_EXAMPLES = 5;
    /** Suspects beyond this number are counted without a second look: then something is broken anyway. */
    private static final int MOST_SUSPECTS = 10_000;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    /** How often a suspect is looked at again before it counts. */
    public enum Looks {
        /** Nothing moves any more and everything was read: what seems to be broken is. */
        ONE(0),
        /** Three seconds of looking again, for a platform that goes on. */
        SEVERAL(10);

        private final int again;

        Looks(int again) {
            this.again = again;
        }
    }

    private final Services services;
    private final Looks looks;
    private final Duration skew;
    private final Dossiers dossiers;

    /** An audit of these services, which need not run. */
    public Audit(Services services) {
        this(services, Looks.SEVERAL, Duration.ZERO);
    }

    /**
     * The same, with so many looks.
     *
     * @param skew by how much the clocks of the services may differ
     */
    public Audit(Services services, Looks looks, Duration skew) {
        this.services = services;
        this.skew = skew;
        this.looks = looks;
        this.dossiers = new Dossiers(services, looks == Looks.ONE);
    }

    /** Runs all checks. */
    public AuditReport run() {
        Map<Invariant, Long> checked = new EnumMap<>(Invariant.class);
        Map<UUID, List<Breach>> suspects = new LinkedHashMap<>();
        Prices prices = prices();
        long[] underWay = {0};
        dossiers.forEach(services.orders().carried(), dossier -> {
            count(dossier, checked);
            if (!dossier.isAtRest()) {
                underWay[0]++;
            }
            List<Breach> breaches = OrderCheck.of(dossier, prices);
            if (!breaches.isEmpty()) {
                suspects.put(dossier.orderId(), breaches);
            }
        });
        lookAgain(suspects);
        List<Breach> breaches = new ArrayList<>();
        suspects.values().forEach(breaches::addAll);
        breaches.addAll(stock(checked));
        breaches.addAll(keys());
        return report(checked, breaches, underWay[0]);
    }

    private Prices prices() {
        Pages<String, PriceFact> pages = new Pages<>(services.inventory()::priceFacts, PriceFact::sku);
        return new Prices(() -> pages, skew);
    }

    private static void count(OrderDossier dossier, Map<Invariant, Long> checked) {
        if (dossier.order() != null) {
            plusOne(checked, Invariant.ONE_ORDER_PER_KEY);
            plusOne(checked, Invariant.CARRIED_TO_ITS_END);
            plusOne(checked, Invariant.STATE_MATCHES_MONEY);
            plusOne(checked, Invariant.TOTAL_MATCHES_CATALOGUE);
        }
        if (dossier.payment() != null) {
            plusOne(checked, Invariant.CAPTURED_ONCE);
        }
        if (dossier.payment() != null || !dossier.gateway().isEmpty()) {
            plusOne(checked, Invariant.LEDGER_MATCHES_GATEWAY);
        }
        if (dossier.shipment() != null) {
            plusOne(checked, Invariant.SHIPPED_ONLY_IF_PAID);
        }
        if (dossier.shown().view() != null && dossier.shown().current()) {
            plusOne(checked, Invariant.VIEW_MATCHES_ORDER);
        }
        if (dossier.reservation() != null) {
            plusOne(checked, Invariant.RESERVATION_MATCHES_ORDER);
        }
    }

    private static void plusOne(Map<Invariant, Long> checked, Invariant invariant) {
        checked.merge(invariant, 1L, Long::sum);
    }

    private void lookAgain(Map<UUID, List<Breach>> suspects) {
        for (int look = 0; look < looks.again && !suspects.isEmpty() && suspects.size() <= MOST_SUSPECTS; look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            Set<String> carried = services.orders().carried();
            Prices prices = prices();
            for (UUID id : new LinkedHashSet<>(suspects.keySet())) {
                List<Breach> still = OrderCheck.of(dossiers.of(id, carried), prices);
                if (still.isEmpty()) {
                    suspects.remove(id);
                } else {
                    suspects.put(id, still);
                }
            }
        }
    }

    private List<Breach> stock(Map<Invariant, Long> checked) {
        List<Breach> breaches = new ArrayList<>();
        Pages<String, StockFact> stock = new Pages<>(services.inventory()::stockFacts, StockFact::sku);
        stock.forEachRemaining(fact -> {
            plusOne(checked, Invariant.STOCK_ADDS_UP);
            breaches.addAll(StockCheck.of(fact));
        });
        return breaches;
    }

    private List<Breach> keys() {
        return services.orders().keysUsedTwice(MOST_EXAMPLES).stream()
                .map(key ->
                        new Breach(Invariant.ONE_ORDER_PER_KEY, "the key \"" + key + "\" placed more than one order"))
                .toList();
    }

    private static AuditReport report(Map<Invariant, Long> checked, List<Breach> breaches, long underWay) {
        List<AuditReport.Line> lines = new ArrayList<>();
        for (Invariant invariant : Invariant.values()) {
            Set<String> broken = new HashSet<>();
            List<String> examples = new ArrayList<>();
            for (Breach breach : breaches) {
                if (breach.invariant() == invariant && broken.add(breach.what()) && examples.size() < MOST_EXAMPLES) {
                    examples.add(breach.what());
                }
            }
            lines.add(new AuditReport.Line(
                    invariant.number(),
                    invariant.text(),
                    checked.getOrDefault(invariant, 0L),
                    broken.size(),
                    examples));
        }
        return new AuditReport(lines, underWay, breaches.isEmpty());
    }
}
