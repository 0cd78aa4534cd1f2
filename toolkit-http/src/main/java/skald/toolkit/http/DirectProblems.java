package skald.toolkit.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Problems of requests that never reach the routing: broken request lines, headers too long, too many requests. */
final class DirectProblems {

    /** What Helidon says when its parser trips over a request line, such as one whose method has a NUL. */
    private static final String UNPARSED = "Internal error";

    private final Supplier<Trace> traces;
    private final LongBodies longBodies;
    private final Limits limits;

    DirectProblems(Supplier<Trace> traces, LongBodies longBodies, Limits limits) {
        this.traces = traces;
        this.longBodies = longBodies;
        this.limits = limits;
    }

    DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            builder.addHandler(event, (request, _, status, headers, message) -> {
                boolean unparsed = request.path().isEmpty() && UNPARSED.equals(message);
                Problem problem = problem(unparsed ? Status.BAD_REQUEST_400 : status, message)
                        .at(pathOf(request.path()), traces.get());
                if (problem.status() == 413) {
                    throw longBodies.refuse(problem);
                }
                headers.set(HeaderNames.CONTENT_TYPE, Response.PROBLEM_JSON);
                headers.set(HeaderNames.CACHE_CONTROL, "no-store");
                headers.set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
                problem.headers().forEach((name, value) -> headers.set(HeaderNames.create(name), value));
                return DirectHandler.TransportResponse.builder()
                        .status(Status.create(problem.status()))
                        .headers(headers)
                        .keepAlive(false)
                        .entity(Wire.encode(problem))
                        .build();
            });
        }
        return builder.build();
    }

    /** Helidon knows no status for headers that are too long, only this message. */
    private Problem problem(Status status, @Nullable String message) {
        if ("Header size exceeded".equals(message)) {
            return Problem.of(431, "headers-too-large", "The headers of the request are too long.");
        }
        return switch (status.code()) {
            case 400 -> Problem.malformed("The request is not valid HTTP/1.1." + hint(message));
            case 413 -> Problem.payloadTooLarge(limits.bodyBytes());
            case 414 -> Problem.of(414, "uri-too-long", "The request line is too long.");
            case 503 -> Problem.unavailable("overloaded", "Too many requests are in work.", Duration.ofSeconds(1));
            case 505 -> Problem.of(505, "http-version", "Use HTTP/1.1.");
            default ->
                status.code() < 500
                        ? Problem.of(status.code(), "http-error", Titles.of(status.code()) + ".")
                        : Problem.internal();
        };
    }

    /** The first line only: further ones are dumps of the request. */
    private static String hint(@Nullable String message) {
        if (message == null || message.isBlank() || message.contains("see server log") || message.equals(UNPARSED)) {
            return "";
        }
        String line = message.lines().findFirst().orElse("").strip();
        return line.length() > 200 ? "" : " " + line + (line.endsWith(".") ? "" : ".");
    }

    private static String pathOf(String target) {
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        return Texts.excerpt(path);
    }
}
