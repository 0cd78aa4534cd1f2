package skald.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One way to carry orders through the order saga.
 *
 * <p>The work of one {@link SagaOrder}: create the order; charge the payment (a declined one is not charged, and the order
 * is rejected: that is its end); reserve the stock (insert a reservation and take one from a stock row); create the
 * shipment; confirm the order. Each step belongs to another service with its own table and is durable before the next one
 * starts.
 *
 * <p>Every contender gets an empty database for each {@link #open}.
 */
public interface Contender {

    /** Its name in options and tables, such as {@code naive}. */
    String name();

    /** What its figures stand for. */
    Role role();

    /** What it is, in one sentence. */
    String description();

    /** Which orders it gets, where {@code planned} is what all get. */
    default Workload workload(Workload planned) {
        return planned;
    }

    /**
     * Makes its tables in the arena's database, fills the stock, and starts whatever it needs.
     *
     * @throws Exception if it cannot be started; what was started is ended again then
     */
    Running open(Arena arena) throws Exception;

    /** What the figures of a contender stand for. */
    enum Role {
        /** No engine can do better: only the work, in batches. */
        CEILING,
        /** What every engine should beat: the work by hand, one by one, and nothing resumes after a crash. */
        FLOOR,
        /** An engine that finishes every saga that was begun, whatever is killed. */
        ENGINE
    }

    /** A contender at work. {@link #begin} and {@link #settle} are called by one thread, the endings by any. */
    interface Running extends AutoCloseable {

        /**
         * Begins the saga of {@code order} and returns as soon as it can. When the saga's end is durable, or if it fails,
         * {@code ending} is told, once, on any thread; telling it takes no time.
         */
        void begin(SagaOrder order, Ending ending);

        /**
         * Waits until everything that follows from the ended sagas is done too, such as a read model that lags behind. The
         * time counts as time of the run.
         */
        default void settle(Duration patience) throws InterruptedException {}

        /** The PostgreSQL that it uses, if that is not the arena's. */
        default Optional<PostgresProcess> postgres() {
            return Optional.empty();
        }

        /** The threads that only make the load, besides the one that calls {@link #begin}. */
        default List<Thread> loadThreads() {
            return List.of();
        }

        /** Counts by SQL what is in its tables, after {@link #settle}. */
        Tally tally() throws SQLException, InterruptedException;

        /** Stops it and closes its connections. */
        @Override
        void close();
    }
}
