package skald.platform.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets a job end in good order when Ctrl-C or a kill asks for it. The exit code is then the signal's: 130 or 143. */
final class Interrupts implements AutoCloseable {

    /** Longer than a request takes; whoever cannot wait can kill harder. */
    private static final long PATIENCE_SECONDS = 10;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook;

    private Interrupts(Runnable stop) {
        hook = new Thread(
                () -> {
                    stop.run();
                    try {
                        done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException _) {
                        // the JVM ends in any case
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Calls {@code stop} when the process is asked to end, and holds its end up until this is closed, within bounds. */
    static Interrupts calling(Runnable stop) {
        return new Interrupts(stop);
    }

    @Override
    public void close() {
        done.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // the process is ending: the hook is what waited for this
        }
    }
}
