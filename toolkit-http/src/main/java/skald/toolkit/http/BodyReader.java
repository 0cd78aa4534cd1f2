package skald.toolkit.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads the body of one request into memory, within the limits of size and time.
 *
 * <p>Helidon's own size limit answers and closes at once, and a client that is still sending then often sees a reset
 * instead of the answer. So a body that is too long is refused here, and read on a little while the client takes note.
 */
final class BodyReader {

    private static final byte[] NONE = new byte[0];

    /** How long a client may go on sending a body that is already refused. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Watchdog watchdog;
    private final Limits limits;

    BodyReader(Watchdog watchdog, Limits limits) {
        this.watchdog = watchdog;
        this.limits = limits;
    }

    /** The body is not acceptable and the connection cannot go on. */
    static final class Refused extends Exception {

        private final transient Problem problem;
        private final transient Runnable linger;

        Refused(Problem problem, Runnable linger) {
            super(problem.code(), null, false, false);
            this.problem = problem;
            this.linger = linger;
        }

        Problem problem() {
            return problem;
        }

        /** To be called after the answer: takes what the client still sends, for a short time. */
        void linger() {
            linger.run();
        }
    }

    byte[] read(RoutingRequest request, RoutingResponse response) throws Refused {
        checkFraming(request.headers());
        if (!request.content().hasEntity()) {
            return NONE;
        }
        boolean waitsForContinue = request.headers().contains(HeaderValues.EXPECT_100);
        if (request.headers().contentLength().orElse(-1) > limits.bodyBytes()) {
            Runnable linger =
                    waitsForContinue ? () -> {} : () -> drain(request.content().inputStream());
            throw new Refused(Problem.payloadTooLarge(limits.bodyBytes()), linger);
        }
        InputStream stream = request.content().inputStream();
        Deadline deadline = new Deadline(request, response);
        byte[] body;
        try {
            body = stream.readNBytes(limits.bodyBytes() + 1);
        } catch (RequestException | IllegalArgumentException broken) {
            deadline.done();
            throw new Refused(problemOf(broken), () -> {});
        } catch (IOException | RuntimeException gone) {
            deadline.done();
            throw new CloseConnectionException("The client went away while sending the body", gone);
        }
        deadline.done();
        if (body.length > limits.bodyBytes()) {
            throw new Refused(Problem.payloadTooLarge(limits.bodyBytes()), () -> drain(stream));
        }
        return body;
    }

    /** Two ways to tell a body's length, or one that we do not know, are a means to smuggle requests (RFC 9112, 6.3). */
    private void checkFraming(ServerRequestHeaders headers) throws Refused {
        boolean encoded = headers.contains(HeaderNames.TRANSFER_ENCODING);
        boolean counted = headers.contains(HeaderNames.CONTENT_LENGTH);
        if (encoded && (counted || !headers.contains(HeaderValues.TRANSFER_ENCODING_CHUNKED))) {
            throw new Refused(
                    Problem.malformed("Send either Content-Length or Transfer-Encoding: chunked, nothing else."),
                    () -> {});
        }
        if (counted && !headers.get(HeaderNames.CONTENT_LENGTH).values().matches("[0-9]{1,18}")) {
            throw new Refused(Problem.malformed("Content-Length must be one number."), () -> {});
        }
    }

    private Problem problemOf(RuntimeException broken) {
        return broken instanceof RequestException refusal && refusal.status().code() == 413
                ? Problem.payloadTooLarge(limits.bodyBytes())
                : Problem.malformed("The body's chunks are not valid HTTP/1.1.");
    }

    private void drain(InputStream stream) {
        Future<?> end = watchdog.after(LINGER, Thread.currentThread()::interrupt);
        try {
            stream.skipNBytes(Long.MAX_VALUE);
        } catch (IOException | RuntimeException _) {
            // The end of the stream, of the time, of Helidon's patience or of the connection: it is closed next anyway.
        } finally {
            end.cancel(false);
        }
    }

    /**
     * Ends a read that takes too long. The reading thread is blocked in the socket and can only be woken by closing it, so
     * the watchdog answers 408 in its place first.
     */
    private final class Deadline {

        private final AtomicBoolean decided = new AtomicBoolean();
        private final CountDownLatch answered = new CountDownLatch(1);
        private final Future<?> alarm;

        Deadline(RoutingRequest request, RoutingResponse response) {
            Thread reader = Thread.currentThread();
            alarm = watchdog.after(limits.bodyTime(), () -> {
                if (decided.compareAndSet(false, true)) {
                    try {
                        response.header(HeaderValues.CONNECTION_CLOSE);
                        Answers.send(request, response, Answers.of(tooSlow(), request));
                    } finally {
                        reader.interrupt();
                        answered.countDown();
                    }
                }
            });
        }

        /** Whoever comes first decides; if it is the watchdog, the connection is over. */
        void done() {
            alarm.cancel(false);
            if (!decided.compareAndSet(false, true)) {
                Thread.interrupted();
                try {
                    answered.await();
                } catch (InterruptedException _) {
                    // It was the watchdog's interruption, which comes after its answer.
                }
                throw new CloseConnectionException("The client was too slow with the body");
            }
        }

        private Problem tooSlow() {
            long seconds = Math.max(1, limits.bodyTime().toSeconds());
            return Problem.of(408, "request-timeout", "A request body must arrive within " + seconds + " s.")
                    .retryable(Duration.ofSeconds(1));
        }
    }
}
