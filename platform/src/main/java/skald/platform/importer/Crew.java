package skald.platform.importer;

import java.util.Collection;
import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Does a job for many things, some at the same time, each on a virtual thread. */
final class Crew {

    private final int size;
    private final Stoppable time;
    private final Console console;

    Crew(int size, Stoppable time, Console console) {
        this.size = size;
        this.time = time;
        this.console = console;
    }

    /** The job. */
    @FunctionalInterface
    interface Task<T> {
        void on(T thing) throws InterruptedException;
    }

    /**
     * Returns when the job is done for all things.
     *
     * @throws InterruptedException after {@link Stoppable#stop()}, when it is done for those that were begun
     * @throws RuntimeException the first failure; it ends the others
     */
    <T> void each(Collection<T> things, Task<T> task) throws InterruptedException {
        Queue<T> queue = new Queue<>(things.iterator());
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Runnable worker = () -> {
                try {
                    for (T thing = queue.next(); thing != null; thing = queue.next()) {
                        task.on(thing);
                    }
                } catch (InterruptedException _) {
                    // stopped, or another one failed
                } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                    threads.shutdownNow();
                }
            };
            for (int i = 0; i < Math.min(size, things.size()); i++) {
                threads.execute(worker);
            }
        }
        RuntimeException first = failure.get();
        if (first != null) {
            throw first;
        }
        if (time.isStopped()) {
            throw new InterruptedException("stopped");
        }
    }

    /** The same, telling how far it is. */
    <T> void each(String name, Collection<T> things, Task<T> task) throws InterruptedException {
        if (things.isEmpty()) {
            return;
        }
        try (Console.Progress progress = console.begin(name, things.size())) {
            each(things, thing -> {
                task.on(thing);
                progress.step();
            });
        }
    }

    /** Hands out the things until there are none, or the job is stopped. */
    private final class Queue<T> {
        private final Iterator<T> rest;

        Queue(Iterator<T> rest) {
            this.rest = rest;
        }

        synchronized @Nullable T next() {
            return rest.hasNext()
                            && !time.isStopped()
                            && !Thread.currentThread().isInterrupted()
                    ? rest.next()
                    : null;
        }
    }
}
