package skald.toolkit.http;

import io.helidon.webserver.http.ServerRequest;
import org.jspecify.annotations.Nullable;

/** What the edge knows about one request, kept in Helidon's context of it. For the request's thread only. */
final class RequestState {

    private final Trace trace;
    private final String requestId;
    private final Callers callers;
    private byte[] body = new byte[0];
    private @Nullable Caller caller;
    private @Nullable Access access;

    RequestState(Trace trace, String requestId, Callers callers) {
        this.trace = trace;
        this.requestId = requestId;
        this.callers = callers;
    }

    static RequestState of(ServerRequest request) {
        return request.context()
                .get(RequestState.class)
                .orElseThrow(() -> new IllegalStateException("The request did not come through an Edge"));
    }

    Trace trace() {
        return trace;
    }

    String requestId() {
        return requestId;
    }

    byte[] body() {
        return body;
    }

    void body(byte[] bytes) {
        body = bytes;
    }

    /** What the route declares. */
    Access access() {
        Access declared = access;
        if (declared == null) {
            throw new IllegalStateException("The request has come to no route");
        }
        return declared;
    }

    void access(Access declared) {
        access = declared;
    }

    Caller caller(Request request) {
        Caller known = caller;
        if (known == null) {
            known = callers.of(request);
            caller = known;
        }
        return known;
    }
}
