package skald.toolkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import skald.toolkit.Reply;

/**
 * An answer as a value: status, headers and an already encoded body. Immutable but for the array, which nobody changes.
 *
 * @param status HTTP status
 * @param headers response headers, without {@code Content-Length}
 * @param body the exact bytes, empty if there are none
 * @param problem what a refusal tells; the edge completes it with instance and traceId
 */
public record Response(int status, Map<String, String> headers, byte[] body, Optional<Problem> problem) {

    static final String JSON = "application/json";
    static final String PROBLEM_JSON = "application/problem+json";

    public Response {
        headers = Map.copyOf(headers);
        for (String value : headers.values()) {
            // A line break would let whoever chose the value write headers and answers of their own.
            if (Texts.firstForbidden(value).isPresent()) {
                throw new IllegalArgumentException("A header value must not contain control characters");
            }
        }
    }

    public Response(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Optional.empty());
    }

    /** {@code value} as JSON: records as objects, absent and null left out, instants in UTC with microseconds. */
    public static Response json(int status, Object value) {
        return new Response(status, Map.of("Content-Type", JSON), Wire.encode(value));
    }

    /** JSON that is encoded already, such as the kept answer of an earlier request. */
    public static Response json(int status, byte[] encoded) {
        return new Response(status, Map.of("Content-Type", JSON), encoded);
    }

    /** 200 with JSON. */
    public static Response ok(Object value) {
        return json(200, value);
    }

    /** 201 with JSON and {@code Location}. */
    public static Response created(String location, Object value) {
        return json(201, value).withHeader("Location", location);
    }

    /** 202 with JSON: taken on, not finished; {@code location} tells how it goes. */
    public static Response accepted(String location, Object value) {
        return json(202, value).withHeader("Location", location);
    }

    /** 204. */
    public static Response noContent() {
        return new Response(204, Map.of(), new byte[0]);
    }

    /** A text of any type, such as {@code text/html; charset=utf-8}, in UTF-8. */
    public static Response text(String contentType, String text) {
        return new Response(200, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
    }

    /** 200 with {@code {"items":[…],"next":"…"}} and a {@code Link} to the next page that keeps all other parameters. */
    public static Response page(Request request, Page<?> page) {
        Response answer = ok(page);
        return page.next()
                .map(next ->
                        answer.withHeader("Link", "<" + request.pathWithParameter("after", next) + ">; rel=\"next\""))
                .orElse(answer);
    }

    /** A refusal that is not thrown. */
    public static Response of(Problem problem) {
        return new Response(problem.status(), problem.headers(), Wire.encode(problem), Optional.of(problem))
                .withHeader("Content-Type", PROBLEM_JSON);
    }

    public Response withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(headers);
        all.put(name, value);
        return new Response(status, all, body, problem);
    }

    /** The version of what is answered. A GET with a matching {@code If-None-Match} becomes 304 at the edge. */
    public Response withETag(ETag etag) {
        return withHeader("ETag", etag.text());
    }

    /**
     * The headers of a write: how far the service's log reached with it ({@code Skald-Position}), and whether this is the
     * kept answer of an earlier request with the same key.
     */
    public Response withReply(Reply reply) {
        Response positioned = reply.position().isEmpty() ? this : withHeader("Skald-Position", reply.position());
        return reply.replayed() ? positioned.withHeader("Idempotency-Replayed", "true") : positioned;
    }

    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
