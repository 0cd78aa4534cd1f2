package skald.platform.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import skald.platform.client.Answer;
import skald.platform.client.Call;
import skald.platform.client.OrderView;
import skald.platform.client.Time;
import skald.platform.client.UnavailableException;
import skald.toolkit.http.Problem;
import skald.toolkit.http.ProblemException;

/**
 * The clients that place the orders, several at the same time. Each goes on trying with the same key until it is answered,
 * as it is told to do by every answer that it gets while Skald is away.
 */
final class Clients implements AutoCloseable {

    /** Fewer than a shop has, so that the kills meet the orders at the beginning, in the middle and at the end. */
    private static final int AT_THE_SAME_TIME = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** What is not shown by then is looked for by the judgement, with the others. */
    private static final Duration PATIENCE_WHEN_READ = Duration.ofMinutes(1);

    /** In this time each client has answered for one order at least. */
    private static final Duration NO_PROGRESS =
            PATIENCE.plus(PATIENCE_WHEN_READ).plusMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    /** What is shown follows what is acknowledged, a moment later. */
    private static final Set<Integer> PASSING_WHEN_READ = Set.of(404, 429, 502, 503, 504);

    private final Victim victim;
    private final Time time;
    private final List<String> users;
    private final Acknowledgements acknowledgements;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Clients(Victim victim, Time time, List<String> users, Acknowledgements acknowledgements) {
        this.victim = victim;
        this.time = time;
        this.users = users;
        this.acknowledgements = acknowledgements;
    }

    /** Begins to place {@code orders}. */
    void place(List<PlannedOrder> orders) {
        List<PlannedOrder> errands = new ArrayList<>();
        for (PlannedOrder order : orders) {
            errands.add(order);
            if (order.twins()) {
                errands.add(order);
            }
        }
        Queue<PlannedOrder> queue = new ConcurrentLinkedQueue<>(errands);
        for (int i = 0; i < AT_THE_SAME_TIME; i++) {
            threads.execute(() -> work(queue));
        }
    }

    /** Waits until all orders are answered, as long as there is progress; whether they are. */
    boolean finish() throws InterruptedException {
        threads.shutdown();
        int before;
        do {
            before = acknowledgements.size();
            if (threads.awaitTermination(NO_PROGRESS.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } while (acknowledgements.size() > before);
        return false;
    }

    private void work(Queue<PlannedOrder> queue) {
        try {
            for (PlannedOrder order = queue.poll(); order != null; order = queue.poll()) {
                place(order);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // the run is over
        } catch (RuntimeException e) {
            acknowledgements.complain("A client broke off: " + e);
        }
    }

    /** Places it, and looks at it. */
    private void place(PlannedOrder order) throws InterruptedException {
        Call call =
                Call.post("/v1/orders", order.body(users.get(order.customer()))).withKey(order.key());
        Optional<String> orderId = insist(call, PASSING, PATIENCE).map(answer -> answer.text("orderId"));
        if (orderId.isPresent()) {
            acknowledgements.note(order.key(), orderId.get());
            insist(Call.get(OrderView.path(orderId.get())), PASSING_WHEN_READ, PATIENCE_WHEN_READ);
        }
    }

    /** The answer, or nothing after a complaint. */
    private Optional<Answer> insist(Call call, Set<Integer> passing, Duration patience) throws InterruptedException {
        String what = call.method() + " " + call.path()
                + call.idempotencyKey().map(key -> " with the key " + key).orElse("");
        long start = time.nanos();
        while (time.since(start).compareTo(patience) < 0) {
            try {
                return Optional.of(victim.client().call(call));
            } catch (UnavailableException _) {
                // nobody there, or gone in the middle: the outcome is open
            } catch (ProblemException e) {
                Problem problem = e.problem();
                if (!problem.retryable() && !passing.contains(problem.status())) {
                    acknowledgements.complain("%s was answered %d %s: %s"
                            .formatted(what, problem.status(), problem.code(), problem.detail()));
                    return Optional.empty();
                }
            }
            time.pass(PAUSE);
        }
        acknowledgements.complain(what + " was not answered within " + patience);
        return Optional.empty();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
