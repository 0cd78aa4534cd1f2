package skald.bench.floor;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import skald.bench.Arena;
import skald.bench.Contender;
import skald.bench.Ending;
import skald.bench.SagaOrder;
import skald.bench.Tally;

/** Threads with a connection and a queue each. What waits in its queue, up to a bound, is a thread's next batch. */
final class Workers implements Contender.Running {
    private static final Duration LONGEST_END = Duration.ofSeconds(30);

    /** An order that waits for its end. */
    record Begun(SagaOrder order, Ending ending) {}

    /** Carries a batch of orders to their ends. Used by one thread. */
    @FunctionalInterface
    interface Batch {
        void carry(List<SagaOrder> orders) throws SQLException;
    }

    /** Prepares the statements of one thread. */
    @FunctionalInterface
    interface Preparation {
        Batch prepare(Connection connection) throws SQLException;
    }

    private final Arena arena;
    private final ToIntFunction<SagaOrder> chosen;
    private final int mostInBatch;
    private final List<BlockingQueue<Begun>> queues = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Starts the threads.
     *
     * @param queues how many queues there are
     * @param threads how many threads serve each
     * @param chosen which queue an order goes to, modulo their number
     */
    Workers(
            Arena arena,
            int queues,
            int threads,
            int mostInBatch,
            ToIntFunction<SagaOrder> chosen,
            Preparation preparation)
            throws SQLException {
        this.arena = arena;
        this.chosen = chosen;
        this.mostInBatch = mostInBatch;
        try {
            for (int q = 0; q < queues; q++) {
                // The load bounds how many orders are under way.
                BlockingQueue<Begun> queue = new LinkedBlockingQueue<>();
                this.queues.add(queue);
                for (int t = 0; t < threads; t++) {
                    Connection connection = arena.connect();
                    Batch batch = preparation.prepare(connection);
                    this.threads.add(Thread.ofPlatform()
                            .name("worker-" + q + "-" + t)
                            .daemon()
                            .start(() -> work(queue, connection, batch)));
                }
            }
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public void begin(SagaOrder order, Ending ending) {
        queues.get(Math.floorMod(chosen.applyAsInt(order), queues.size())).add(new Begun(order, ending));
    }

    private void work(BlockingQueue<Begun> queue, Connection connection, Batch batch) {
        List<Begun> taken = new ArrayList<>();
        try (connection) {
            while (!Thread.currentThread().isInterrupted()) {
                taken.add(queue.take());
                queue.drainTo(taken, mostInBatch - 1);
                batch.carry(taken.stream().map(Begun::order).toList());
                taken.forEach(begun -> begun.ending().ended());
                taken.clear();
            }
        } catch (SQLException e) {
            taken.forEach(begun -> begun.ending().failed(e));
        } catch (InterruptedException _) {
            // the end
        }
    }

    @Override
    public Tally tally() throws SQLException {
        return PlainTables.count(arena);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.MILLISECONDS.toMillis(LONGEST_END.toMillis()));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
