package skald.toolkit.http;

import java.time.Duration;

/**
 * What a client may take of the server.
 *
 * @param bodyBytes largest request body; a longer one is answered 413
 * @param bodyTime from the end of the headers to the last byte of the body; a slower client is answered 408 and cut off
 * @param headerBytes all headers of a request together
 * @param headerTime from the request line to the end of the headers
 * @param answerTime for writing an answer; a client that takes it more slowly is cut off
 * @param idleTime how long a connection may stay open without a request
 * @param concurrentRequests requests in work; one more is answered 503
 * @param connections open sockets
 */
public record Limits(
        int bodyBytes,
        Duration bodyTime,
        int headerBytes,
        Duration headerTime,
        Duration answerTime,
        Duration idleTime,
        int concurrentRequests,
        int connections) {

    /**
     * 1 MiB in 10 seconds, 16 KiB of headers in 10 seconds, a minute for an answer and of idleness, 2,000 requests on 8,000
     * connections.
     */
    public static Limits standard() {
        Duration tenSeconds = Duration.ofSeconds(10);
        Duration minute = Duration.ofMinutes(1);
        return new Limits(1 << 20, tenSeconds, 16 << 10, tenSeconds, minute, minute, 2_000, 8_000);
    }

    /** The same with {@code time} for bodies, for headers, for answers and for idleness. */
    public Limits withTimes(Duration time) {
        return new Limits(bodyBytes, time, headerBytes, time, time, time, concurrentRequests, connections);
    }

    /** The same with so many requests in work. */
    public Limits withConcurrentRequests(int requests) {
        return new Limits(bodyBytes, bodyTime, headerBytes, headerTime, answerTime, idleTime, requests, connections);
    }
}
