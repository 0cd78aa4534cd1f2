package skald.toolkit.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;

/** Writes a feed of events on the wire, as long as the client takes them. */
final class EventStream {
    private static final byte[] KEEP_ALIVE = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final Watchdog watchdog;
    private final Limits limits;

    EventStream(Watchdog watchdog, Limits limits) {
        this.watchdog = watchdog;
        this.limits = limits;
    }

    void send(ServerRequest request, ServerResponse response, EventFeed feed) throws Exception {
        try (feed) {
            sendAll(request, response, feed);
        }
    }

    private void sendAll(ServerRequest request, ServerResponse response, EventFeed feed) throws Exception {
        Optional<List<EventFeed.Event>> first = feed.next();
        if (first.isEmpty()) {
            Answers.send(request, response, Response.noContent());
            return;
        }
        response.status(Status.OK_200);
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = response.outputStream()) {
            for (Optional<List<EventFeed.Event>> events = first; events.isPresent(); events = feed.next()) {
                write(out, events.get());
            }
        } catch (IOException | UncheckedIOException gone) {
            throw new CloseConnectionException("The client of an event stream went away", gone);
        }
    }

    private void write(OutputStream out, List<EventFeed.Event> events) throws IOException {
        // A client that does not read would hold the thread for ever.
        Future<?> end = watchdog.after(limits.answerTime(), Thread.currentThread()::interrupt);
        try {
            if (events.isEmpty()) {
                out.write(KEEP_ALIVE);
            }
            for (EventFeed.Event event : events) {
                // JSON has no line breaks in it: Wire writes none, and escapes those in texts.
                String head = "id: " + event.id() + "\nevent: " + event.type() + "\ndata: ";
                out.write(head.getBytes(StandardCharsets.UTF_8));
                out.write(Wire.encode(event.data()));
                out.write("\n\n".getBytes(StandardCharsets.UTF_8));
            }
            out.flush();
        } finally {
            end.cancel(false);
        }
    }
}
