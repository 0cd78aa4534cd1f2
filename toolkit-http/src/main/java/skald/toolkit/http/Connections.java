package skald.toolkit.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Cuts connections whose headers trickle in (the "slowloris" attack): Helidon's idle timeout covers the request line only.
 * Interrupting a virtual thread that reads from a socket closes the socket.
 *
 * <p>One class for two purposes, because Helidon 4.3 calls none of several listeners.
 */
final class Connections implements Http1ConnectionListener {

    private final Watchdog watchdog;
    private final Duration headerTime;
    // A connection has one thread, on which its events come and its direct handlers run.
    private final ThreadLocal<Future<?>> deadline = new ThreadLocal<>();
    private final ThreadLocal<ConnectionContext> current = new ThreadLocal<>();

    Connections(Watchdog watchdog, Duration headerTime) {
        this.watchdog = watchdog;
        this.headerTime = headerTime;
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        deadline.set(watchdog.after(headerTime, Thread.currentThread()::interrupt));
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        deadline.get().cancel(false);
        current.set(context);
    }

    /** The connection of this thread, of which at least one request's headers have been read. */
    ConnectionContext current() {
        return current.get();
    }
}
