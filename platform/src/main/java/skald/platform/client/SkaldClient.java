package skald.platform.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import skald.toolkit.http.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * A running Skald, over HTTP. Every call blocks until it is answered, so use virtual threads to have many in flight.
 * Thread-safe.
 */
public final class SkaldClient implements AutoCloseable {

    /** JSON, as it is sent and read. */
    public static final JsonMapper JSON = new JsonMapper();

    private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
    // Longer than the server itself waits for anything.
    private static final Duration ANSWER_TIME = Duration.ofSeconds(60);

    private final URI url;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIME)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    /** @param url without a path, such as {@code http://localhost:8080} */
    public SkaldClient(URI url) {
        this(url, Optional.empty());
    }

    /** @param token that says who asks; without one only little is answered */
    public SkaldClient(URI url, Optional<String> token) {
        this.url = url;
        this.token = token;
    }

    public URI url() {
        return url;
    }

    /** What it says who asks with. */
    public Optional<String> token() {
        return token;
    }

    public Answer get(String path) throws InterruptedException {
        return call(Call.get(path));
    }

    /**
     * Sends one request, once.
     *
     * @throws ProblemException if Skald refuses it
     * @throws UnavailableException if nobody answers, or something that is no Skald
     */
    public Answer call(Call call) throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request(call), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UnavailableException(
                    "No Skald answers at %s. Start one with ./skald start, or name another with --url.".formatted(url),
                    e);
        }
        JsonNode body = json(response.body());
        boolean served = response.statusCode() >= 200 && response.statusCode() <= 299;
        if (!served && (Problems.isProblem(body) || response.statusCode() >= 500)) {
            throw Problems.read(url, response, body).exception();
        }
        if (!served || body == null) {
            throw notSkald();
        }
        boolean replayed = response.headers()
                .firstValue("Idempotency-Replayed")
                .filter("true"::equals)
                .isPresent();
        return new Answer(response.statusCode(), body, replayed);
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + call.path()))
                .timeout(ANSWER_TIME)
                .header("Accept", "application/json");
        token.ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        call.idempotencyKey().ifPresent(key -> request.header("Idempotency-Key", key));
        call.body().ifPresent(_ -> request.header("Content-Type", "application/json"));
        return request.method(
                        call.method(),
                        call.body()
                                .map(body -> BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                                .orElseGet(BodyPublishers::noBody))
                .build();
    }

    /** The JSON; null if it is none. */
    private static @Nullable JsonNode json(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(body);
        } catch (JacksonException _) {
            return null;
        }
    }

    private UnavailableException notSkald() {
        return new UnavailableException(
                "What answers at %s is no Skald. Name the address of one with --url.".formatted(url),
                new IOException("the answer is not in the form of Skald's"));
    }
}
