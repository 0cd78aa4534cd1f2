package skald.platform.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import skald.simulators.gateway.GatewaySimulator;

/**
 * What is going to happen: which orders are placed, with which stock, and which strikes meet them. All of it follows from
 * the seed; what the machine makes of it in which instant does not.
 *
 * @param stock units that there are at the beginning, by SKU: exactly enough of most, too little of some
 */
record Plan(long seed, List<PlannedOrder> orders, Map<String, Long> stock, List<Strike> strikes) {

    static final int CUSTOMERS = 8;

    private static final List<String> PLENTIFUL = List.of("MUG", "PLATE", "BOWL", "SPOON", "FORK", "KNIFE");
    private static final List<String> SCARCE = List.of("RARE-MUG", "RARE-PLATE");

    private static final List<String> TOKENS = List.of(
            GatewaySimulator.VISA,
            GatewaySimulator.VISA,
            GatewaySimulator.VISA,
            GatewaySimulator.DECLINED,
            GatewaySimulator.AUTHORIZE_LOST,
            GatewaySimulator.CAPTURE_LOST,
            GatewaySimulator.ERROR_AFTER_CHARGE);

    private static final int MOST_PRODUCTS = 3;
    private static final int MOST_UNITS = 4;
    private static final int ONE_IN_SO_MANY_IS_SCARCE = 5;
    private static final int ONE_IN_SO_MANY_HAS_A_TWIN = 8;
    private static final int ONE_IN_SO_MANY_STRIKES_AGAIN = 4;
    // Long enough to meet every part of a batch, and of a start.
    private static final int LONGEST_PAUSE_MS = 250;
    private static final int LONGEST_RECOVERY_MS = 2_500;

    /**
     * The plan of a seed.
     *
     * @param targets of the kills, each in its turn; in which order, the seed says
     */
    static Plan of(long seed, int orders, int kills, List<Target> targets) {
        // Its algorithm is part of its specification, so that a seed means the same on every JDK.
        Random random = new Random(seed);
        List<PlannedOrder> planned = new ArrayList<>();
        for (int number = 0; number < orders; number++) {
            planned.add(order("chaos-" + seed + "-" + number, random));
        }
        return new Plan(seed, List.copyOf(planned), stock(planned), strikes(orders, kills, targets, random));
    }

    private static PlannedOrder order(String key, RandomGenerator random) {
        Map<String, Long> quantities = new TreeMap<>();
        int products = 1 + random.nextInt(MOST_PRODUCTS);
        for (int i = 0; i < products; i++) {
            quantities.put(one(PLENTIFUL, random), units(random));
        }
        boolean scarce = random.nextInt(ONE_IN_SO_MANY_IS_SCARCE) == 0;
        if (scarce) {
            quantities.put(one(SCARCE, random), units(random));
        }
        return new PlannedOrder(
                key,
                one(TOKENS, random),
                quantities,
                scarce,
                random.nextInt(CUSTOMERS),
                random.nextInt(ONE_IN_SO_MANY_HAS_A_TWIN) == 0);
    }

    private static long units(RandomGenerator random) {
        return 1 + random.nextInt(MOST_UNITS);
    }

    private static <T> T one(List<T> list, RandomGenerator random) {
        return list.get(random.nextInt(list.size()));
    }

    /** With exactly enough, a unit that is held twice or never given back shows as a wrong refusal. */
    private static Map<String, Long> stock(List<PlannedOrder> orders) {
        Map<String, Long> stock = new TreeMap<>();
        orders.forEach(order -> order.quantities().forEach((sku, units) -> stock.merge(sku, units, Long::sum)));
        SCARCE.forEach(sku -> stock.computeIfPresent(sku, (_, wanted) -> Math.max(1, wanted / 3)));
        return stock;
    }

    private static List<Strike> strikes(int orders, int kills, List<Target> targets, Random random) {
        List<Integer> moments = new ArrayList<>();
        List<Target> dealt = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            moments.add(random.nextInt(orders));
            dealt.add(targets.get(i % targets.size()));
        }
        moments.sort(null);
        Collections.shuffle(dealt, random);
        List<Strike> strikes = new ArrayList<>();
        for (int i = 0; i < kills; i++) {
            Target target = dealt.get(i);
            boolean possible =
                    !strikes.isEmpty() && strikes.getLast().target().endsTheProcess() == target.endsTheProcess();
            boolean again = possible && random.nextInt(ONE_IN_SO_MANY_STRIKES_AGAIN) == 0;
            int pause = random.nextInt(again ? LONGEST_RECOVERY_MS : LONGEST_PAUSE_MS);
            strikes.add(new Strike(target, moments.get(i), Duration.ofMillis(pause), again));
        }
        return List.copyOf(strikes);
    }
}
