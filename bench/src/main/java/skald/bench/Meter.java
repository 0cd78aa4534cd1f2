package skald.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAccumulator;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Reads what this JVM and the PostgreSQL under it have used so far; the difference of two readings is a run's cost. */
public final class Meter implements AutoCloseable {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // One hundredth of a second, on every Linux (USER_HZ).
    private static final Duration TICK = Duration.ofMillis(10);
    // Of /proc/PID/stat after the name in parentheses, counted from 0: children's user and system time.
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private final ProcessHandle postmaster;
    private final Connection connection;
    private final List<Thread> loadThreads;
    private final NotificationListener listener = (notification, _) ->
            collected(GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo());
    private final LongAccumulator longestPause = new LongAccumulator(Math::max, 0);
    private volatile long pausesSince;

    /**
     * A meter.
     *
     * @param loadThreads that make the load, besides the one that reads the meter
     */
    public Meter(PostgresProcess postgres, List<Thread> loadThreads) throws SQLException {
        this.postmaster = postgres.postmaster();
        this.connection = postgres.connect();
        this.loadThreads = List.copyOf(loadThreads);
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(listener, Meter::isCollection, null);
        }
    }

    private static boolean isCollection(Notification notification) {
        return notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION);
    }

    /** Called some time after the collection. */
    private void collected(GcInfo info) {
        if (info.getStartTime() >= pausesSince) {
            longestPause.accumulate(info.getDuration());
        }
    }

    /**
     * One reading, everything counted since the start.
     *
     * @param jvmNanos CPU time of this JVM
     * @param loadNanos of that, CPU time of the threads that make the load, the calling one among them
     * @param postgresNanos CPU time of PostgreSQL, all processes
     * @param writingTransactions of the whole server: transactions that got a number because they wrote
     * @param allocatedBytes by all threads of this JVM
     * @param collections of garbage
     * @param collectionMillis that they took
     */
    public record Reading(
            long jvmNanos,
            long loadNanos,
            long postgresNanos,
            long walBytes,
            long writingTransactions,
            long allocatedBytes,
            long collections,
            long collectionMillis) {}

    /** Reads. */
    public Reading read() throws SQLException {
        long collections = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
            millis += collector.getCollectionTime();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    select (pg_current_wal_insert_lsn() - '0/0')::bigint,
                        pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                    """)) {
            row.next();
            return new Reading(
                    SYSTEM.getProcessCpuTime(),
                    loadNanos(),
                    postgresNanos(),
                    row.getLong(1),
                    row.getLong(2),
                    THREADS.getTotalThreadAllocatedBytes(),
                    collections,
                    millis);
        }
    }

    /** Forgets the longest pause. */
    public void forgetPauses() {
        pausesSince = ManagementFactory.getRuntimeMXBean().getUptime();
        longestPause.reset();
    }

    /** The longest pause for garbage since {@link #forgetPauses}. */
    public long longestPauseMillis() {
        return longestPause.get();
    }

    private long loadNanos() {
        long others = loadThreads.stream()
                .mapToLong(thread -> Math.max(0, THREADS.getThreadCpuTime(thread.threadId())))
                .sum();
        return THREADS.getCurrentThreadCpuTime() + others;
    }

    private long postgresNanos() {
        long nanos = ownNanos(postmaster) + endedNanos();
        return nanos + postmaster.children().mapToLong(Meter::ownNanos).sum();
    }

    private static long ownNanos(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }

    /** Of server processes that have ended; known on Linux only, and small: the connections live as long as a run. */
    private long endedNanos() {
        try {
            String status = Files.readString(Path.of("/proc/" + postmaster.pid() + "/stat"));
            String[] fields =
                    status.substring(status.lastIndexOf(')') + 2).strip().split(" ");
            return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM])) * TICK.toNanos();
        } catch (IOException _) {
            return 0;
        }
    }

    @Override
    public void close() throws SQLException {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            try {
                ((NotificationEmitter) collector).removeNotificationListener(listener);
            } catch (ListenerNotFoundException _) {
                // nothing to remove then
            }
        }
        connection.close();
    }
}
