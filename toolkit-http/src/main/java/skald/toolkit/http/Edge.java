package skald.toolkit.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import skald.toolkit.Ids;

/**
 * Stands between the network and the endpoints: bounds what a client may take, reads the body, knows trace, request id and
 * caller, and turns every refusal and every accident into {@code application/problem+json}, Helidon's own included.
 *
 * <p>One edge serves one {@link HttpRouting}; its watchdog thread ends with the server. Thread-safe after installation.
 */
public final class Edge {

    /** Above {@link Limits#bodyBytes} by this factor Helidon itself stops reading, which is less polite but bounds memory. */
    private static final int HARD_LIMIT_FACTOR = 8;

    /** What the kernel takes at once, so that writing it does not wait for the client. */
    private static final int FITS_BUFFERS = 16 << 10;

    private static final Pattern REQUEST_ID = Pattern.compile("[\\x20-\\x7e]{1,128}");

    private final Ids ids;
    private final Callers callers;
    private final Limits limits;
    private final Watchdog watchdog = new Watchdog();

    public Edge(Ids ids, Callers callers, Limits limits) {
        this.ids = ids;
        this.callers = callers;
        this.limits = limits;
    }

    /** Installs filter and error handlers; the routes of all services are added to what is returned. */
    public Routes install(HttpRouting.Builder routing) {
        Routes routes = new Routes(this, routing);
        routing.addFilter(new Entrance());
        new Errors(routes).install(routing);
        return routes;
    }

    /** Sets address, limits and the errors of requests that never reach the routing. Returns the same builder. */
    public <B extends ListenerConfig.BuilderBase<?, ?>> B listen(B listener, String host, int port) {
        Connections connections = new Connections(watchdog, limits.headerTime());
        LongBodies longBodies = new LongBodies(watchdog, connections);
        listener.host(host)
                .port(port)
                .maxPayloadSize((long) HARD_LIMIT_FACTOR * limits.bodyBytes())
                .maxTcpConnections(limits.connections())
                .maxConcurrentRequests(limits.concurrentRequests())
                .idleConnectionTimeout(limits.idleTime())
                .idleConnectionPeriod(limits.idleTime().dividedBy(4))
                // With one protocol only, what does not look like HTTP/1.1 is answered too instead of dropped.
                .protocolsDiscoverServices(false)
                .addProtocol(Http1Config.builder()
                        .maxHeadersSize(limits.headerBytes())
                        .addReceiveListener(connections)
                        .build())
                .errorHandling(errors -> errors.includeEntity(true))
                .directHandlers(new DirectProblems(this::newTrace, longBodies, limits).handlers());
        return listener;
    }

    Handler handler(Access access, Endpoint endpoint) {
        return (request, response) -> {
            Request.of(request).enter(access);
            Response answer = endpoint.answer(Request.of(request));
            Response complete = answer.problem()
                    .map(problem -> Answers.of(problem, request))
                    .orElse(answer);
            if (complete.body().length <= FITS_BUFFERS) {
                Answers.send(request, response, complete);
                return;
            }
            Future<?> end = watchdog.after(limits.answerTime(), Thread.currentThread()::interrupt);
            try {
                Answers.send(request, response, complete);
            } finally {
                end.cancel(false);
            }
        };
    }

    Handler stream(Access access, EventFeed.Endpoint endpoint) {
        return (request, response) -> {
            Request asked = Request.of(request);
            asked.enter(access);
            new EventStream(watchdog, limits).send(request, response, endpoint.open(asked));
        };
    }

    Trace newTrace() {
        return Trace.continuing(Optional.empty(), ids::next);
    }

    /** Everything that comes before the endpoint, for known and unknown paths alike. */
    private final class Entrance implements Filter {

        @Override
        public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
            RequestState state = identify(request);
            request.context().register(state);
            response.header(HeaderNames.create("X-Request-Id"), state.requestId());
            response.header(HeaderNames.create("traceparent"), state.trace().traceparent());
            response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            try {
                state.body(new BodyReader(watchdog, limits).read(request, response));
            } catch (BodyReader.Refused refused) {
                // What is left of the body would be taken for the next request.
                response.header(HeaderValues.CONNECTION_CLOSE);
                Answers.send(request, response, Answers.of(refused.problem(), request));
                refused.linger();
                throw new CloseConnectionException("The request body was refused");
            }
            if (Texts.isPercentEncoded(request.prologue().uriPath().rawPath())) {
                chain.proceed();
            } else {
                Problem problem = Problem.malformed("The path is not percent-encoded UTF-8.");
                Answers.send(request, response, Answers.of(problem, request));
            }
            if (request.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
                // Helidon says "Connection: close" in its answer and then waits for the next request.
                throw new CloseConnectionException("The client asked to close");
            }
        }

        @Override
        public void afterStop() {
            watchdog.close();
        }
    }

    private RequestState identify(RoutingRequest request) {
        Optional<String> traceparent = request.headers().first(HeaderNames.create("traceparent"));
        Optional<String> given = request.headers().first(HeaderNames.create("X-Request-Id"));
        String requestId = given.filter(id -> REQUEST_ID.matcher(id).matches())
                .orElseGet(() -> ids.next().toString());
        return new RequestState(Trace.continuing(traceparent, ids::next), requestId, callers);
    }
}
