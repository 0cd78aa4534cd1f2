package skald.platform.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request to Skald.
 *
 * @param method GET, POST, PUT or DELETE
 * @param path from {@code /v1} on, percent-encoded, with the query
 * @param body JSON, if the request has a body
 * @param idempotencyKey under which a repeated request takes effect once; visible ASCII
 */
public record Call(String method, String path, Optional<JsonNode> body, Optional<String> idempotencyKey) {

    public static Call get(String path) {
        return new Call("GET", path, Optional.empty(), Optional.empty());
    }

    public static Call post(String path, JsonNode body) {
        return new Call("POST", path, Optional.of(body), Optional.empty());
    }

    public static Call put(String path, JsonNode body) {
        return new Call("PUT", path, Optional.of(body), Optional.empty());
    }

    public Call withKey(String key) {
        return new Call(method, path, body, Optional.of(key));
    }

    /** A word of the caller's as one segment of a path. */
    public static String segment(String word) {
        return parameter(word).replace("+", "%20");
    }

    /** A word of the caller's as the value of a query parameter. */
    public static String parameter(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8);
    }
}
