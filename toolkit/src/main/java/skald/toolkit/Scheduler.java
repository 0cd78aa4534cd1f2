package skald.toolkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Port to whatever gives the runtime its turns: threads in production ({@link ThreadScheduler}), one queue over virtual
 * time in a simulation. Everything that the runtime does by itself, and everything that it waits for, goes through here.
 * Thread-safe.
 */
public interface Scheduler {

    /** Work that comes in turns, one at a time. */
    @FunctionalInterface
    interface Turns {
        /** Takes a turn; returns after which pause the next one is due, zero for at once, {@code null} for never more. */
        @Nullable
        Duration take();
    }

    /** Work that was started. */
    interface Task {
        /** Has the next turn begin at once, also if it was due later. */
        void wake();

        /** Waits until the turn under way is over. The work has been told to take no more. */
        void join();
    }

    /** Starts work that takes turns from now on. */
    Task start(String name, Turns turns);

    /** Pauses the turn that calls this; it may go on early if it is woken. */
    void pause(Duration duration);

    /** Does something once, beside the turns, where it may wait. */
    void beside(Runnable work);

    /**
     * Makes a call to the outside from within work {@link #beside}. The call is cut off at its deadline.
     *
     * @param done gets the outcome, once; an exception of the call, or no answer in time, is {@link Outcome.Unknown}
     */
    void call(Callable<Outcome> call, Duration deadline, Consumer<Outcome> done);
}
