package skald.toolkit.http;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import skald.toolkit.Idempotency;

/**
 * A request as endpoints see it: parsed on demand, everything wrong with it thrown as a {@link ProblemException}. For the
 * thread that answers the request only.
 */
public final class Request {

    private static final Pattern WAIT =
            Pattern.compile("(?i)(?:^|,)\\s*wait\\s*=\\s*\"?([0-9]{1,9})\"?\\s*(?:;[^,]*)?(?:,|$)");

    private final ServerRequest request;
    private final RequestState state;

    private Request(ServerRequest request, RequestState state) {
        this.request = request;
        this.state = state;
    }

    /** For handlers that talk to Helidon directly; the request must have come through an {@link Edge}. */
    public static Request of(ServerRequest request) {
        return new Request(request, RequestState.of(request));
    }

    public String method() {
        return request.prologue().method().text();
    }

    /** The decoded path. */
    public String path() {
        return request.path().absolute().path();
    }

    /** Path and query as they were sent, percent-encoded. */
    public String target() {
        String query = request.query().rawValue();
        return request.path().absolute().rawPath() + (query.isEmpty() ? "" : '?' + query);
    }

    /** All headers of the request, with names in lower case; those of a repeated header joined by commas. */
    public Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>();
        request.headers()
                .forEach(header -> headers.put(header.headerName().lowerCase(), String.join(",", header.allValues())));
        return headers;
    }

    /** The pattern of the route, such as {@code /v1/orders/{id}}: of bounded variety, for metrics and idempotency. */
    public String route() {
        return request.matchingPattern().orElse(path());
    }

    /** Who asks. */
    public Caller caller() {
        return state.caller(this);
    }

    /**
     * Whether this operation goes as far as something of this owner for this caller. If not, answer as if there were no such
     * thing: even that it exists is nobody else's business.
     */
    public boolean reaches(Object ownerId) {
        return switch (state.access().of(caller().role())) {
            case NONE -> false;
            case OWN -> caller().id().equals(ownerId.toString());
            case ALL -> true;
        };
    }

    /** Whether this operation goes for this caller as far as everybody's things. */
    public boolean reachesAll() {
        return state.access().of(caller().role()) == Access.Reach.ALL;
    }

    /** Turns away whom the operation leaves out. */
    void enter(Access access) {
        state.access(access);
        if (!access.isOpen()) {
            access.admit(caller());
        }
    }

    /** The trace that this request continues or starts. */
    public Trace trace() {
        return state.trace();
    }

    /** What the client called this request in {@code X-Request-Id}, or a name given here. */
    public String requestId() {
        return state.requestId();
    }

    /** The address from which the request comes: that of a proxy, if there is one. */
    public String peer() {
        return request.remotePeer().host();
    }

    /** A request header, its values joined by commas if it is repeated. */
    public Optional<String> header(String name) {
        return request.headers().find(HeaderNames.create(name)).map(header -> String.join(",", header.allValues()));
    }

    /** The raw body; empty if there is none. Not a copy: not to be changed. */
    public byte[] body() {
        return state.body();
    }

    /**
     * The body, a JSON object, as a value.
     *
     * @param mapper reads every field that is known and builds the value; it must have no other effect, because after a
     *     wrong field it goes on with placeholders to find all errors
     * @throws ProblemException 400, 413, 415 or 422, naming every wrong field
     */
    public <T> T json(Function<Fields, T> mapper) {
        return JsonBody.read(header("Content-Type"), state.body(), mapper);
    }

    /**
     * The query parameters as a value; a parameter that the mapper does not read is an error.
     *
     * @throws ProblemException 400, naming every wrong parameter
     */
    public <T> T query(Function<Query, T> mapper) {
        return Query.read(request.query().rawValue(), mapper);
    }

    /** A path parameter that is an id; one that cannot be an id names nothing that exists: 404. */
    public UUID pathUuid(String name) {
        String text = request.path().pathParameters().get(name);
        return Texts.uuid(text)
                .orElseThrow(() -> Problem.notFound(
                                "There is nothing with the id \"" + Texts.excerpt(text) + "\": ids are UUIDs.")
                        .exception());
    }

    /** A path parameter as text, 1 to {@code maxLength} characters without control characters; anything else is 404. */
    public String pathText(String name, int maxLength) {
        String text = request.path().pathParameters().get(name);
        if (Texts.isBlank(text)
                || text.length() > maxLength
                || Texts.firstForbidden(text).isPresent()) {
            throw Problem.notFound("There is nothing named \"" + Texts.excerpt(text) + "\".")
                    .exception();
        }
        return text;
    }

    /** A path parameter as a value; what {@code type} refuses with IllegalArgumentException is 404. */
    public <T> T pathText(String name, int maxLength, Function<String, T> type) {
        String text = pathText(name, maxLength);
        try {
            return type.apply(text);
        } catch (IllegalArgumentException refused) {
            throw Problem.notFound("There is nothing named \"" + Texts.excerpt(text) + "\": " + refused.getMessage())
                    .exception();
        }
    }

    /** The {@code Idempotency-Key}, if the caller sent one; the fingerprint covers method, path and body. */
    public Optional<Idempotency> idempotency() {
        return IdempotencyKeys.of(this);
    }

    /**
     * The same for a request whose body holds a secret: the fingerprint covers {@code content} instead, since a fast hash of
     * a password must not be kept.
     */
    public Optional<Idempotency> idempotencyOf(String content) {
        return IdempotencyKeys.of(this, content.getBytes(StandardCharsets.UTF_8));
    }

    /** The same where it must be sent: 400 without. */
    public Idempotency requiredIdempotency() {
        return idempotency().orElseThrow(() -> IdempotencyKeys.missing().exception());
    }

    /**
     * How long the client prefers to wait for the end of what it asks for ({@code Prefer: wait=10}, RFC 7240), at most
     * {@code longest}; empty if it does not say. What is no such preference is none, as the standard wants it.
     */
    public Optional<Duration> preferredWait(Duration longest) {
        return header("Prefer")
                .flatMap(preferences -> {
                    Matcher wait = WAIT.matcher(preferences);
                    return wait.find()
                            ? Optional.of(Duration.ofSeconds(Long.parseLong(wait.group(1))))
                            : Optional.empty();
                })
                .filter(Duration::isPositive)
                .map(wait -> wait.compareTo(longest) < 0 ? wait : longest);
    }

    /** Refuses with 412 if there is an {@code If-Match} that does not name the current version. */
    public void checkIfMatch(ETag current) {
        header("If-Match").ifPresent(tags -> ETag.check(tags, current));
    }

    /** The same where it must be sent: 428 without. */
    public void requireIfMatch(ETag current) {
        ETag.check(
                header("If-Match")
                        .orElseThrow(() -> Problem.preconditionRequired(
                                        "Say which version you are changing: send its ETag as If-Match.")
                                .exception()),
                current);
    }

    /** Path and query of this request with one parameter set anew, percent-encoded. */
    String pathWithParameter(String name, String value) {
        return Query.with(request.path().absolute().rawPath(), request.query().rawValue(), Map.of(name, value));
    }
}
