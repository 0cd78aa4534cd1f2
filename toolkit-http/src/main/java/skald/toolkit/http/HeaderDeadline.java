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
 */
final class HeaderDeadline implements Http1ConnectionListener {

    private final Watchdog watchdog;
    private final Duration time;
    // A connection has one thread, and so has the pair of events of a request.
    private final ThreadLocal<Future<?>> running = new ThreadLocal<>();

    HeaderDeadline(Watchdog watchdog, Duration time) {
        this.watchdog = watchdog;
        this.time = time;
    }

    @Override
    public void prologue(ConnectionContext context, HttpPrologue prologue) {
        running.set(watchdog.after(time, Thread.currentThread()::interrupt));
    }

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        running.get().cancel(false);
        running.remove();
    }
}
