package skald.platform.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import skald.toolkit.http.Endpoint;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;

/**
 * A service behind the gateway. A request goes to one of its instances in turn; where it certainly was not done, or does no
 * harm twice, the next instance gets it. Thread-safe.
 */
final class Upstream implements Endpoint {
    static final Duration CONNECT = Duration.ofSeconds(1);
    /** A little longer than a service lets its callers wait. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(32);

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final int NOT_HERE = 503;

    // Of the connection, or written by the edge anew.
    private static final Set<String> NOT_SENT = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings",
            "proxy-connection",
            "traceparent",
            "x-request-id");
    private static final Set<String> NOT_RETURNED = Set.of(
            "connection",
            "content-length",
            "date",
            "keep-alive",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "traceparent",
            "x-request-id",
            "x-content-type-options",
            "cache-control");

    private static final String NOT_IN_A_URI = "\"<>\\^`{|}[]#";
    private static final Pattern MALFORMED_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private final String service;
    private final List<Instance> instances;
    private final HttpClient client;
    private final AtomicInteger turn = new AtomicInteger();

    Upstream(String service, List<URI> urls, HttpClient client) {
        this.service = service;
        this.instances = urls.stream().map(Instance::new).toList();
        this.client = client;
    }

    String service() {
        return service;
    }

    /** How many of its instances are asked at the moment, and how many are left alone. */
    Map<String, Long> numbers() {
        long closed = instances.stream().filter(Instance::isClosed).count();
        return Map.of("instances", (long) instances.size(), "instancesAway", instances.size() - closed);
    }

    @Override
    public Response answer(Request request) throws InterruptedException {
        boolean repeatable = request.method().equals("GET") || request.method().equals("HEAD");
        int first = Math.floorMod(turn.getAndIncrement(), instances.size());
        Response refused = null;
        for (int i = 0; i < instances.size(); i++) {
            Instance instance = instances.get((first + i) % instances.size());
            if (!instance.mayBeAsked(System.nanoTime())) {
                continue;
            }
            try {
                HttpResponse<byte[]> answer =
                        client.send(forwarded(request, instance.url()), HttpResponse.BodyHandlers.ofByteArray());
                instance.answered();
                Response response = response(answer);
                if (!isNotOwner(answer)) {
                    return response;
                }
                refused = response; // its lane is with another instance
            } catch (ConnectException | HttpConnectTimeoutException _) {
                instance.failed(System.nanoTime()); // nothing was sent
            } catch (IOException e) {
                instance.failed(System.nanoTime());
                if (!repeatable) {
                    return Response.of(Problem.unavailable(
                            "outcome-unknown",
                            "The " + service
                                    + " service did not answer; whether it was done is open. Ask again, with the"
                                    + " same Idempotency-Key.",
                            ASK_AGAIN));
                }
            }
        }
        return refused == null ? away() : refused;
    }

    private Response away() {
        return Response.of(Problem.unavailable(
                "service-away",
                "The " + service
                        + " service does not answer at the moment; what concerns the others goes on. Ask again.",
                ASK_AGAIN));
    }

    private static HttpRequest forwarded(Request request, URI base) {
        String method = request.method().equals("HEAD") ? "GET" : request.method(); // the edge leaves the body out
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + encoded(request.target())))
                .timeout(LONGEST_ANSWER)
                .method(
                        method,
                        request.body().length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach((name, value) -> {
            if (!NOT_SENT.contains(name) && value.chars().allMatch(Upstream::isVisible)) {
                builder.header(name, value);
            }
        });
        return builder.header("traceparent", request.trace().traceparent())
                .header("X-Request-Id", request.requestId())
                .build();
    }

    /** What clients write into a query although a URI must not hold it goes on in the form in which it may. */
    static String encoded(String target) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : target.getBytes(StandardCharsets.UTF_8)) {
            int c = octet & 0xff;
            if (c > ' ' && c < 0x7f && NOT_IN_A_URI.indexOf(c) < 0) {
                encoded.append((char) c);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return MALFORMED_PERCENT.matcher(encoded).replaceAll("%25");
    }

    /** Others are in no header that a service reads, and no client of HTTP sends them on. */
    private static boolean isVisible(int c) {
        return c >= ' ' && c < 0x7f || c == '\t';
    }

    private static Response response(HttpResponse<byte[]> answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().map().forEach((name, values) -> {
            if (!name.startsWith(":") && !NOT_RETURNED.contains(name)) {
                headers.put(name, String.join(", ", values));
            }
        });
        return new Response(answer.statusCode(), headers, answer.body());
    }

    /** Whether the instance refused because another one works on the lane: then nothing was done. */
    private static boolean isNotOwner(HttpResponse<byte[]> answer) {
        return answer.statusCode() == NOT_HERE
                && new String(answer.body(), StandardCharsets.UTF_8).contains("\"not-owner\"");
    }
}
