package skald.toolkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A thread for everything that takes turns, and an executor for calls to the outside. Thread-safe.
 *
 * @param effects runs the calls: one virtual thread each in production
 */
public record ThreadScheduler(Executor effects) implements Scheduler {
    private static final Logger LOG = System.getLogger(ThreadScheduler.class.getName());

    private record Running(Thread thread) implements Task {
        @Override
        public void wake() {
            LockSupport.unpark(thread);
        }

        @Override
        public void join() {
            try {
                // Longer only if the store is away: then the turn is waiting for it and is interrupted.
                if (!thread.join(Duration.ofSeconds(5))) {
                    thread.interrupt();
                    if (!thread.join(Duration.ofSeconds(10))) {
                        LOG.log(Level.WARNING, "{0} does not stop: its store does not answer", thread.getName());
                    }
                }
            } catch (InterruptedException _) {
                thread.interrupt();
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public Task start(String name, Turns turns) {
        return new Running(Thread.ofPlatform().name(name).start(() -> run(turns)));
    }

    private void run(Turns turns) {
        for (Duration pause = turns.take(); pause != null; pause = turns.take()) {
            if (pause.isPositive()) {
                pause(pause);
            }
        }
    }

    @Override
    public void pause(Duration duration) {
        LockSupport.parkNanos(this, duration.toNanos());
    }

    @Override
    public void beside(Runnable work) {
        effects.execute(work);
    }

    @Override
    public void call(Callable<Outcome> call, Duration deadline, Consumer<Outcome> done) {
        done.accept(outcome(call, deadline));
    }

    private Outcome outcome(Callable<Outcome> call, Duration deadline) {
        // The call has a thread of its own: one that ignores its interruption is left behind, not waited for.
        FutureTask<Outcome> task = new FutureTask<>(call);
        effects.execute(task);
        try {
            return task.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            task.cancel(true);
            return new Outcome.Unknown("no answer within " + deadline);
        } catch (ExecutionException e) {
            return new Outcome.Unknown(String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Unknown("interrupted");
        }
    }
}
