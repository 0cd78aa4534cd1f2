package skald.toolkit.http;

/** What a route does: answers a request. Throwing {@link ProblemException} answers that problem; anything else is a 500. */
@FunctionalInterface
public interface Endpoint {

    Response answer(Request request) throws Exception;
}
