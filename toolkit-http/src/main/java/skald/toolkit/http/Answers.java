package skald.toolkit.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Puts responses on the wire. */
final class Answers {

    private Answers() {}

    /** The answer to this request that tells of the problem. */
    static Response of(Problem problem, ServerRequest request) {
        return Response.of(problem.at(
                request.prologue().uriPath().rawPath(), RequestState.of(request).trace()));
    }

    static void send(ServerRequest request, ServerResponse response, Response answer) {
        Response sent = unlessKnown(request, answer);
        response.status(Status.create(sent.status()));
        sent.headers().forEach((name, value) -> response.header(HeaderNames.create(name), value));
        byte[] body = sent.body();
        if (request.prologue().method().equals(Method.HEAD) && body.length > 0) {
            // The headers of a GET without its body: Helidon keeps a length that is already set.
            response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
            body = new byte[0];
        }
        try {
            response.send(body);
        } catch (UncheckedIOException gone) {
            throw new CloseConnectionException("The client went away while the answer was written", gone);
        }
    }

    /** 304 if the client has this version already (RFC 9110, 13.1.2). */
    private static Response unlessKnown(ServerRequest request, Response answer) {
        Method method = request.prologue().method();
        Optional<String> etag = answer.header("ETag");
        Optional<String> held = request.headers().first(HeaderNames.IF_NONE_MATCH);
        boolean readable = method.equals(Method.GET) || method.equals(Method.HEAD);
        if (!readable || answer.status() != 200 || etag.isEmpty() || held.isEmpty()) {
            return answer;
        }
        ETag current = ETag.parse(etag.get()).getFirst();
        return ETag.matchesAny(held.get(), current) ? new Response(304, answer.headers(), new byte[0]) : answer;
    }
}
