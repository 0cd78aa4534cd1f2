package skald.toolkit.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Refuses bodies that are so long that Helidon does so before any filter. Helidon would close at once, and a client that is
 * still sending then gets a reset in place of the answer; so this answers and then reads on for a short time.
 */
final class LongBodies {

    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Watchdog watchdog;
    private final Connections connections;

    LongBodies(Watchdog watchdog, Connections connections) {
        this.watchdog = watchdog;
        this.connections = connections;
    }

    /** Answers with a complete response and ends the connection. */
    CloseConnectionException refuse(Problem problem) {
        byte[] body = Wire.encode(problem);
        String head = """
            HTTP/1.1 413 Content Too Large\r
            Content-Type: %s\r
            Content-Length: %d\r
            Cache-Control: no-store\r
            X-Content-Type-Options: nosniff\r
            Connection: close\r
            \r
            """.formatted(Response.PROBLEM_JSON, body.length);
        ConnectionContext context = connections.current();
        context.dataWriter()
                .writeNow(BufferData.create(
                        BufferData.create(head.getBytes(StandardCharsets.US_ASCII)), BufferData.create(body)));
        drain(context.dataReader());
        return new CloseConnectionException("The request body is too long");
    }

    private void drain(DataReader reader) {
        Future<?> end = watchdog.after(LINGER, Thread.currentThread()::interrupt);
        try {
            while (true) {
                reader.ensureAvailable();
                reader.skip(reader.available());
            }
        } catch (RuntimeException _) {
            // The client has closed, or the time is up.
        } finally {
            end.cancel(false);
        }
    }
}
