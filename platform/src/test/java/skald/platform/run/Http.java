package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Sends requests to one platform. Thread-safe. */
final class Http implements AutoCloseable {
    /** Longer than the platform lets anybody wait. */
    private static final Duration ANSWER_TIME = Duration.ofSeconds(45);

    private static final byte[] NOTHING = new byte[0];

    private final URI url;
    private final String token;
    private final @Nullable Contract contract;
    private final HttpClient client;

    /** @param token shown with every request that does not show another; empty for none */
    Http(URI url, String token) {
        this(url, token, null);
    }

    /** @param contract against which every answer is held */
    Http(URI url, String token, @Nullable Contract contract) {
        this(
                url,
                token,
                contract,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build());
    }

    private Http(URI url, String token, @Nullable Contract contract, HttpClient client) {
        this.client = client;
        this.url = url;
        this.token = token;
        this.contract = contract;
    }

    /** What is shown with every request. */
    String token() {
        return token;
    }

    /** The same platform, asked by somebody else. */
    Http as(String otherToken) {
        return new Http(url, otherToken, contract, client);
    }

    Answer get(String path, String... headers) {
        return send("GET", path, NOTHING, headers);
    }

    /** @param headers names and values by turns */
    Answer send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(ANSWER_TIME)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!token.isEmpty() && !List.of(headers).contains("Authorization")) {
            request.header("Authorization", "Bearer " + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Answer answer = new Answer(response.statusCode(), response.headers(), response.body());
            if (contract != null) {
                assertThat(contract.complaints(method, path, answer)).isEmpty();
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
