package skald.simulators;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets many callers share a commit: one task takes the calls that wait, carries them out together, and then tells every
 * caller its answer. Meanwhile the next group gathers. Thread-safe.
 */
final class GroupCommit<C, R> {

    /** Carries out calls in their order, all or none; gives their answers in the same order. */
    @FunctionalInterface
    interface Commit<C, R> {
        List<R> commit(List<C> calls);
    }

    /** More do not make a commit cheaper, and the first of the group waits for the last. */
    private static final int MOST_IN_A_GROUP = 256;

    private record Waiting<C, R>(C call, CompletableFuture<R> answer) {}

    private final Commit<C, R> commit;
    private final Executor executor;
    /** Bounded by the number of callers, since each waits for its answer. */
    private final Queue<Waiting<C, R>> queue = new ConcurrentLinkedQueue<>();

    private final AtomicBoolean working = new AtomicBoolean();

    GroupCommit(Commit<C, R> commit, Executor executor) {
        this.commit = commit;
        this.executor = executor;
    }

    /** Carries out {@code call} and waits; a caller that is interrupted leaves without knowing whether it took effect. */
    R call(C call) throws InterruptedException {
        CompletableFuture<R> answer = new CompletableFuture<>();
        queue.add(new Waiting<>(call, answer));
        workIfNobodyDoes();
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private void workIfNobodyDoes() {
        if (!queue.isEmpty() && working.compareAndSet(false, true)) {
            try {
                executor.execute(this::work);
            } catch (RuntimeException e) {
                working.set(false);
                throw e;
            }
        }
    }

    private void work() {
        try {
            for (List<Waiting<C, R>> group = take(); !group.isEmpty(); group = take()) {
                settle(group);
            }
        } finally {
            working.set(false);
        }
        // Whoever came after the last look and before the flag fell found somebody working.
        workIfNobodyDoes();
    }

    private List<Waiting<C, R>> take() {
        List<Waiting<C, R>> group = new ArrayList<>();
        while (group.size() < MOST_IN_A_GROUP) {
            Waiting<C, R> next = queue.poll();
            if (next == null) {
                break;
            }
            group.add(next);
        }
        return group;
    }

    private void settle(List<Waiting<C, R>> group) {
        try {
            List<R> answers = commit.commit(group.stream().map(Waiting::call).toList());
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).answer().complete(answers.get(i));
            }
        } catch (RuntimeException | Error e) {
            if (group.size() == 1) {
                group.getFirst().answer().completeExceptionally(e);
            } else {
                // One call that cannot be carried out must not take the others with it.
                group.forEach(waiting -> settle(List.of(waiting)));
            }
        }
    }
}
