package skald.platform.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import skald.toolkit.http.Problem;
import tools.jackson.databind.JsonNode;

/** Reads refusals, Skald's own and those of proxies or strangers on the way. */
final class Problems {

    private Problems() {}

    static boolean isProblem(@Nullable JsonNode body) {
        return body != null && body.path("code").isString();
    }

    /** Takes an answer that is no problem in Skald's form for a passing failure of what stands between. */
    static Problem read(URI url, HttpResponse<?> response, @Nullable JsonNode body) {
        int status = response.statusCode();
        TreeMap<String, String> headers = new TreeMap<>();
        response.headers().firstValue("Retry-After").ifPresent(after -> headers.put("Retry-After", after));
        if (body == null || !body.path("code").isString()) {
            String detail =
                    "%s answered %d and no reason. Is it a Skald? Name another with --url.".formatted(url, status);
            return problem(status, "http-" + status, detail, List.of(), false, Optional.empty(), headers);
        }
        return problem(
                status,
                body.path("code").asString(),
                body.path("detail").asString(""),
                body.path("errors").valueStream().map(Problems::fieldError).toList(),
                body.path("retryable").asBoolean(false),
                body.path("traceId").asStringOpt(),
                headers);
    }

    private static Problem problem(
            int status,
            String code,
            String detail,
            List<Problem.FieldError> errors,
            boolean retryable,
            Optional<String> traceId,
            TreeMap<String, String> headers) {
        Problem plain = Problem.of(status, code, detail);
        return new Problem(
                plain.type(),
                plain.title(),
                status,
                detail,
                code,
                errors,
                retryable,
                Optional.empty(),
                traceId,
                headers);
    }

    private static Problem.FieldError fieldError(JsonNode error) {
        return new Problem.FieldError(
                error.path("pointer").asString(""),
                error.path("code").asString(""),
                error.path("detail").asString(""));
    }
}
