package skald.bench;

import java.util.Arrays;

/** Percentiles (nearest rank) of latencies, in milliseconds. */
public record Percentiles(double p50, double p99, double max) {

    /** Of {@code nanos}, which it sorts. */
    public static Percentiles ofNanos(long[] nanos) {
        if (nanos.length == 0) {
            return new Percentiles(0, 0, 0);
        }
        Arrays.sort(nanos);
        return new Percentiles(rank(nanos, 0.50), rank(nanos, 0.99), rank(nanos, 1.0));
    }

    private static double rank(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.max(rank, 1) - 1] / 1e6;
    }
}
