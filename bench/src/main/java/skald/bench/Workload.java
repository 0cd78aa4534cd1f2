package skald.bench;

import java.util.List;
import java.util.stream.IntStream;
import skald.toolkit.Ids;

/**
 * Which orders there are: every tenth is declined, and the others take one from one of {@code skus} stock rows.
 *
 * @param skus how many products there are; 1 for a flash sale
 */
public record Workload(int skus) {
    /** Every tenth order number is declined. */
    public static final int DECLINED_EVERY = 10;

    /** Of each product in the beginning: never out of stock. */
    public static final long OPENING_STOCK = 1_000_000_000;

    // Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): spreads the numbers over the products, so that
    // the declined ones are not always of the same products.
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** A thousand products. */
    public static Workload standard() {
        return new Workload(1_000);
    }

    public Workload {
        if (skus < 1 || skus > 1_000_000) {
            throw new IllegalArgumentException("skus must be 1 to 1000000, not " + skus);
        }
    }

    /** The order of this number, from 1. */
    public SagaOrder order(int number, Ids ids) {
        int product = (int) Long.remainderUnsigned((number * GOLDEN) >>> 16, skus);
        return new SagaOrder(number, ids.next(), sku(product), 1_995 + number % 1_000, declines(number));
    }

    /** Whether the payment of the order of this number is declined. */
    public static boolean declines(int number) {
        return number % DECLINED_EVERY == 0;
    }

    /** How many of the orders 1 to {@code orders} are confirmed. */
    public static int confirmed(int orders) {
        return orders - orders / DECLINED_EVERY;
    }

    /** All products. */
    public List<String> allSkus() {
        return IntStream.range(0, skus).mapToObj(Workload::sku).toList();
    }

    private static String sku(int product) {
        return "SKU-%06d".formatted(product);
    }
}
