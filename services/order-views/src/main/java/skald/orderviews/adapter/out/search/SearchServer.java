package skald.orderviews.adapter.out.search;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.SearchAwayException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An OpenSearch or Elasticsearch, by its HTTP interface. Thread-safe. */
public final class SearchServer implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.builder().build();

    /** A bulk of some hundred documents takes milliseconds; one that takes so long will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration CONNECTING = Duration.ofSeconds(3);
    private static final int NOT_FOUND = 404;

    private final URI address;
    private final @Nullable String authorization;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();

    /** An answer with a status below 300, or 404. */
    record Answer(int status, JsonNode body) {
        boolean isThere() {
            return status != NOT_FOUND;
        }
    }

    /**
     * The server at {@code address}.
     *
     * @param password of the user whom the address names before an {@code @}; {@code null} for none
     * @throws IllegalArgumentException if the address is none, or one without the other is given
     */
    public SearchServer(URI address, @Nullable String password) {
        String scheme = address.getScheme();
        if (address.getHost() == null || scheme == null || !scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "the address of a search engine looks like http://127.0.0.1:9200, not " + address);
        }
        String user = address.getUserInfo();
        if (user != null && user.contains(":")) {
            throw new IllegalArgumentException("the address of a search engine must not hold a password");
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException(
                    "a search engine needs a user in its address and a password, or neither");
        }
        this.address = address;
        this.authorization = user == null
                ? null
                : "Basic "
                        + Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for what may not be there; {@code body} is JSON. */
    Answer call(String method, String path, @Nullable String body) {
        return call(method, path, body, "application/json");
    }

    /** Has something done for which everything must be there. */
    void order(String method, String path, @Nullable String body) {
        require(method, path, call(method, path, body));
    }

    private static Answer require(String method, String path, Answer answer) {
        if (!answer.isThere()) {
            throw new SearchAwayException(method + ' ' + path + " was answered with 404: " + answer.body());
        }
        return answer;
    }

    /** Has many documents written; {@code lines} has a line for each action and each document. */
    Answer bulk(String lines) {
        String path = "/_bulk?require_alias=true";
        return require("POST", path, call("POST", path, lines, "application/x-ndjson"));
    }

    private Answer call(String method, String path, @Nullable String body, String type) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(PATIENCE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<byte[]> response = client.send(request.build(), BodyHandlers.ofByteArray());
            int status = response.statusCode();
            if (status >= 300 && status != NOT_FOUND) {
                throw new SearchAwayException(method + ' ' + path + " was answered with " + status + ": "
                        + new String(response.body(), StandardCharsets.UTF_8));
            }
            return new Answer(status, JSON.readTree(response.body()));
        } catch (IOException | JacksonException e) {
            throw new SearchAwayException("the search engine at " + host() + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SearchAwayException("interrupted while asking the search engine", e);
        }
    }

    private String host() {
        return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    }

    private URI uri(String path) {
        String before = address.getPath() == null ? "" : address.getPath();
        return URI.create(address.getScheme() + "://" + host()
                + (before.endsWith("/") ? before.substring(0, before.length() - 1) : before) + path);
    }

    @Override
    public void close() {
        client.close();
    }
}
