package skald.toolkit.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Why a request was not served: the body of an {@code application/problem+json} answer (RFC 9457).
 *
 * @param type {@code /problems/<code>}, stable
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong and what to do, for people
 * @param code what is wrong, for programs: kebab-case, stable
 * @param errors which parts of the request are wrong, if the problem is one of parts
 * @param retryable whether the same request may succeed later
 * @param instance the path that was asked for; the edge adds it
 * @param traceId names this request in logs and traces; the edge adds it
 * @param headers headers that the answer carries ({@code Allow}, {@code Retry-After}); not part of the body
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
        boolean retryable,
        Optional<String> instance,
        Optional<String> traceId,
        @JsonIgnore Map<String, String> headers) {

    /**
     * One wrong part of a request.
     *
     * @param pointer where: a JSON pointer into the body ({@code /lines/0/sku}, empty for the whole body), {@code ?limit}
     *     for a query parameter, {@code header:If-Match} for a header
     * @param code what is wrong, for programs
     * @param detail what is wrong, for people
     */
    public record FieldError(String pointer, String code, String detail) {}

    public Problem {
        errors = List.copyOf(errors);
        headers = Map.copyOf(headers);
    }

    /** A problem of any status; prefer the named ones below. */
    public static Problem of(int status, String code, String detail) {
        return new Problem(
                "/problems/" + code,
                Titles.of(status),
                status,
                detail,
                code,
                List.of(),
                false,
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** 400: the request has not the documented shape. */
    public static Problem malformed(String detail) {
        return of(400, "malformed-request", detail);
    }

    /** 400: these parts of the request have not the documented shape. */
    public static Problem malformed(List<FieldError> errors) {
        return malformed(Titles.summary(errors)).withErrors(errors);
    }

    /** 422: these values are well-formed but refused. */
    public static Problem invalid(List<FieldError> errors) {
        return of(422, "validation-failed", Titles.summary(errors)).withErrors(errors);
    }

    /** 422: well-formed but refused as a whole. */
    public static Problem unprocessable(String code, String detail) {
        return of(422, code, detail);
    }

    /** 401 with {@code WWW-Authenticate}: the caller is not known. */
    public static Problem unauthorized(String detail) {
        return of(401, "unauthorized", detail).withHeader("WWW-Authenticate", "Bearer");
    }

    /** 403: the caller is known and may not do this. */
    public static Problem forbidden(String detail) {
        return of(403, "forbidden", detail);
    }

    /** 404, also for what the caller may not see. */
    public static Problem notFound(String detail) {
        return of(404, "not-found", detail);
    }

    /** 405 with {@code Allow}. */
    public static Problem methodNotAllowed(String method, Set<String> allowed) {
        String allow = String.join(", ", allowed);
        return of(405, "method-not-allowed", method + " is not possible here; use " + allow + ".")
                .withHeader("Allow", allow);
    }

    /** 409: the state of things does not allow it. */
    public static Problem conflict(String code, String detail) {
        return of(409, code, detail);
    }

    /** 412: the caller's {@code If-Match} names another version. */
    public static Problem preconditionFailed(String detail) {
        return of(412, "precondition-failed", detail);
    }

    /** 413. */
    public static Problem payloadTooLarge(long limitBytes) {
        return of(413, "payload-too-large", "A request body has at most " + limitBytes + " bytes.");
    }

    /** 415. */
    public static Problem unsupportedMediaType(String expected) {
        return of(415, "unsupported-media-type", "Send the body as " + expected + ".");
    }

    /** 428: the caller must say which version is meant, with {@code If-Match}. */
    public static Problem preconditionRequired(String detail) {
        return of(428, "precondition-required", detail);
    }

    /** 429 with {@code Retry-After}. */
    public static Problem tooManyRequests(Duration retryAfter) {
        return of(429, "too-many-requests", "Too many requests; slow down.").retryable(retryAfter);
    }

    /** 503 with {@code Retry-After}. */
    public static Problem unavailable(String code, String detail, Duration retryAfter) {
        return of(503, code, detail).retryable(retryAfter);
    }

    /** 500, telling nothing but that it happened. */
    public static Problem internal() {
        return of(500, "internal-error", "Something went wrong on our side; name the traceId when you report it.");
    }

    public Problem withErrors(List<FieldError> errors) {
        return new Problem(type, title, status, detail, code, errors, retryable, instance, traceId, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(name, value);
        return new Problem(type, title, status, detail, code, errors, retryable, instance, traceId, all);
    }

    /** Worth trying again after this time, rounded up to whole seconds. */
    public Problem retryable(Duration after) {
        long seconds = Math.max(1, after.plusNanos(999_999_999).toSeconds());
        Problem told = withHeader("Retry-After", Long.toString(seconds));
        return new Problem(type, title, status, detail, code, errors, true, instance, traceId, told.headers);
    }

    Problem at(String path, Trace trace) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                errors,
                retryable,
                Optional.of(path),
                Optional.of(trace.traceId()),
                headers);
    }

    /** The same to be thrown. */
    public ProblemException exception() {
        return new ProblemException(this);
    }
}
