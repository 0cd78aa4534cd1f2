package skald.toolkit.http;

import io.helidon.http.HttpException;
import io.helidon.http.NotFoundException;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import skald.toolkit.IdempotencyKeyReusedException;
import skald.toolkit.NotOwnerException;
import skald.toolkit.OverloadedException;

/** What is thrown by filters and endpoints, as answers. */
final class Errors {

    private static final System.Logger LOG = System.getLogger(Errors.class.getName());

    private final Routes routes;

    Errors(Routes routes) {
        this.routes = routes;
    }

    void install(HttpRouting.Builder routing) {
        routing.error(
                ProblemException.class, (request, response, thrown) -> answer(request, response, thrown.problem()));
        routing.error(NotFoundException.class, (request, response, _) -> noRoute(request, response));
        routing.error(
                Throwable.class, (request, response, thrown) -> answer(request, response, problem(request, thrown)));
    }

    private static void answer(ServerRequest request, ServerResponse response, Problem problem) {
        Answers.send(request, response, Answers.of(problem, request));
    }

    private static Problem problem(ServerRequest request, Throwable thrown) {
        return switch (thrown) {
            case OverloadedException overloaded ->
                Problem.unavailable("overloaded", overloaded.getMessage(), Duration.ofSeconds(1));
            case NotOwnerException elsewhere ->
                Problem.unavailable("not-owner", elsewhere.getMessage(), Duration.ofSeconds(1));
            case IdempotencyKeyReusedException reused ->
                Problem.unprocessable("idempotency-key-reused", reused.getMessage())
                        .withErrors(List.of(new Problem.FieldError(
                                "header:Idempotency-Key", "reused", "was used for a different request")));
            case HttpException refusal
            when refusal.status().code() < 500 ->
                Problem.of(
                        refusal.status().code(),
                        "http-error",
                        Titles.of(refusal.status().code()) + ".");
            case RuntimeException failure
            when DatabaseAway.in(failure).isPresent() -> {
                // Not the outer message: it may hold the statement and what was bound to it.
                LOG.log(
                        System.Logger.Level.WARNING,
                        what(request) + ": the database is away: "
                                + DatabaseAway.in(failure).get().getMessage());
                yield Problem.unavailable(
                        "database-away",
                        "The database does not answer at the moment; ask again.",
                        Duration.ofSeconds(1));
            }
            default -> {
                LOG.log(System.Logger.Level.ERROR, what(request) + " failed", thrown);
                yield Problem.internal();
            }
        };
    }

    private static String what(ServerRequest request) {
        return "%s %s, traceId %s"
                .formatted(
                        request.prologue().method().text(),
                        Texts.excerpt(request.prologue().uriPath().rawPath()),
                        RequestState.of(request).trace().traceId());
    }

    /** No declared route took the request: its path is unknown, or only its method is. */
    private void noRoute(ServerRequest request, ServerResponse response) {
        String method = request.prologue().method().text();
        Set<String> allowed = routes.methodsAt(request.prologue().uriPath());
        if (allowed.isEmpty() || allowed.contains(method) && !method.equals("OPTIONS")) {
            answer(request, response, Problem.notFound("There is nothing at this path."));
        } else if (method.equals("OPTIONS")) {
            Response options = new Response(204, Map.of("Allow", String.join(", ", allowed)), new byte[0]);
            Answers.send(request, response, options);
        } else {
            answer(request, response, Problem.methodNotAllowed(method, allowed));
        }
    }
}
