package skald.bench;

import org.jspecify.annotations.Nullable;

/**
 * What one run used, per unit of work (a saga or an order).
 *
 * @param cpuMs CPU milliseconds, JVM and PostgreSQL together
 * @param jvmCpuMs of those, of this JVM, load included
 * @param postgresCpuMs of those, of PostgreSQL
 * @param loadShare which share of {@code cpuMs} the threads that make the load used, 0 to 1
 * @param transactions commits, also of transactions that wrote nothing; {@code null} if not known
 * @param writingTransactions commits of transactions that wrote
 * @param walBytes bytes of write-ahead log
 * @param allocatedBytes bytes allocated on the heap
 * @param collections of garbage, in the whole run
 * @param collectionMs that they took together
 * @param longestPauseMs the longest of them
 * @param heapMb what the heap holds after the run, once the garbage is collected
 */
public record Cost(
        double cpuMs,
        double jvmCpuMs,
        double postgresCpuMs,
        double loadShare,
        @Nullable Double transactions,
        double writingTransactions,
        double walBytes,
        double allocatedBytes,
        long collections,
        long collectionMs,
        long longestPauseMs,
        long heapMb) {

    /** The cost of {@code units} between two readings. */
    public static Cost between(
            Meter.Reading before,
            Meter.Reading after,
            @Nullable Long transactions,
            long longestPauseMs,
            long heapMb,
            long units) {
        double n = Math.max(units, 1);
        double jvm = (after.jvmNanos() - before.jvmNanos()) / 1e6;
        double postgres = (after.postgresNanos() - before.postgresNanos()) / 1e6;
        double load = (after.loadNanos() - before.loadNanos()) / 1e6;
        return new Cost(
                (jvm + postgres) / n,
                jvm / n,
                postgres / n,
                jvm + postgres == 0 ? 0 : load / (jvm + postgres),
                transactions == null ? null : transactions / n,
                (after.writingTransactions() - before.writingTransactions()) / n,
                (after.walBytes() - before.walBytes()) / n,
                (after.allocatedBytes() - before.allocatedBytes()) / n,
                after.collections() - before.collections(),
                after.collectionMillis() - before.collectionMillis(),
                longestPauseMs,
                heapMb);
    }
}
