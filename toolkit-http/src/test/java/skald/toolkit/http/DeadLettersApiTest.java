package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Work;
import skald.toolkit.memory.InMemoryStore;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service whose first two messages of the key {@code a} cannot be decided for the moment. */
class DeadLettersApiTest {
    private static final JsonMapper JSON = new JsonMapper();

    record Heard(String word) {}

    private record Answer(int status, JsonNode body) {}

    private static final MessageTypes TYPES = MessageTypes.of("test", Heard.class);

    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile boolean mended;
    private Service service = service();
    private WebServer server = server();
    private final HttpClient client = HttpClient.newHttpClient();

    private Service service() {
        ServiceDefinition definition = ServiceDefinition.named("ears")
                .types(TYPES)
                .reads("mouths")
                .handle(Heard.class, new Handler<Heard>() {
                    @Override
                    public void needs(Message<Heard> message, Needs needs) {}

                    @Override
                    public void decide(Message<Heard> message, Work work) {
                        if (message.body().word().equals("mumble") && !mended) {
                            throw new IllegalStateException("cannot hear that");
                        }
                        heard.add(message.body().word());
                    }
                })
                .build();
        Environment environment =
                new Environment(Clock.systemUTC(), () -> new UUID(7, 7), new Random(1), Runnable::run);
        Service created = new Service(definition, new InMemoryStore(), environment, 1);
        created.subscribe(new Words(List.of("mumble", "one", "two")));
        return created;
    }

    private WebServer server() {
        Edge edge = new Edge(() -> new UUID(1, 1), Callers.everyoneIsTheOperator(), Limits.standard());
        HttpRouting.Builder routing = HttpRouting.builder();
        new DeadLettersApi(List.of(new HttpService() {
                    @Override
                    public Service runtime() {
                        return service;
                    }

                    @Override
                    public void routes(Routes routes) {}
                }))
                .routes(edge.install(routing));
        return edge.listen(WebServer.builder(), "127.0.0.1", 0)
                .routing(routing)
                .build()
                .start();
    }

    @BeforeEach
    void hear() {
        service.start();
        assertThat(service.catchUp(Duration.ofSeconds(10))).isTrue();
    }

    @AfterEach
    void stop() {
        server.stop();
        service.close();
        client.close();
    }

    @Test
    void letters_are_listed_in_pages_and_by_what_they_are() throws Exception {
        Answer all = get("/v1/dead-letters?limit=2");
        assertThat(texts(all, "deadLetterId")).containsExactly("ears~1", "ears~2");
        Answer rest =
                get("/v1/dead-letters?limit=2&after=" + all.body().path("next").asString());
        assertThat(texts(rest, "deadLetterId")).containsExactly("ears~3");

        assertThat(texts(get("/v1/dead-letters?service=ears&status=parked"), "reason"))
                .singleElement()
                .asString()
                .contains("cannot hear that");
        assertThat(texts(get("/v1/dead-letters?key=b"), "deadLetterId")).isEmpty();
        assertThat(get("/v1/dead-letters?service=eyes").status()).isEqualTo(400);
    }

    @Test
    void a_redrive_is_noted_with_who_when_and_why() throws Exception {
        assertThat(post("/v1/dead-letters/ears~1/redrive", "")
                        .body()
                        .path("status")
                        .asString())
                .isEqualTo("parked");
        mended = true;
        Answer redriven = post("/v1/dead-letters/ears~1/redrive", "{\"reason\":\"new ears\"}");

        assertThat(redriven.body().path("status").asString()).isEqualTo("redriven");
        assertThat(service.await(() -> heard.size() == 3, Duration.ofSeconds(10)))
                .isTrue();
        assertThat(heard).containsExactly("mumble", "one", "two");
        JsonNode history = get("/v1/dead-letters/ears~1").body().path("history");
        assertThat(history.size()).isEqualTo(2);
        assertThat(history.get(1).path("who").asString()).isEqualTo("operator");
        assertThat(history.get(1).path("reason").asString()).isEqualTo("new ears");
        assertThat(history.get(1).path("at").asString()).startsWith("20");
        assertThat(post("/v1/dead-letters/ears~1/redrive", "").status()).isEqualTo(409);
    }

    @Test
    void a_discard_needs_a_reason_and_lets_the_others_go_on() throws Exception {
        assertThat(post("/v1/dead-letters/ears~1/discard", "{}").status()).isEqualTo(400);
        assertThat(post("/v1/dead-letters/ears~2/redrive", "").status()).isEqualTo(409);

        assertThat(post("/v1/dead-letters/ears~1/discard", "{\"reason\":\"noise\"}")
                        .status())
                .isEqualTo(200);

        assertThat(service.await(() -> heard.size() == 2, Duration.ofSeconds(10)))
                .isTrue();
        assertThat(heard).containsExactly("one", "two");
    }

    @Test
    void all_of_a_key_are_redriven_with_one_call() throws Exception {
        mended = true;

        Answer done = post("/v1/dead-letters/redrive", "{\"service\":\"ears\",\"key\":\"a\"}");

        assertThat(done.body().path("redriven").asInt()).isEqualTo(1);
        assertThat(service.await(() -> heard.size() == 3, Duration.ofSeconds(10)))
                .isTrue();
        assertThat(service.deadLetters().countOpen()).isZero();
    }

    private Answer get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private Answer post(String path, String body) throws Exception {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private Answer send(HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), JSON.readTree(response.body()));
    }

    private static List<String> texts(Answer answer, String field) {
        return answer.body()
                .path("items")
                .valueStream()
                .map(item -> item.path(field).asString())
                .toList();
    }

    /** All of them with the key {@code a}. */
    private record Words(List<String> words) implements Feed {
        @Override
        public String source() {
            return "mouths";
        }

        @Override
        public int lanes() {
            return 1;
        }

        @Override
        public long head(int lane) {
            return words.size();
        }

        @Override
        public List<LogEntry> read(int lane, long after, int max) {
            return words.stream().skip(after).limit(max).map(this::entry).toList();
        }

        private LogEntry entry(String word) {
            byte[] body = TYPES.encode(new Heard(word));
            return new LogEntry(
                    0, words.indexOf(word) + 1, "test.heard.v1", "a", null, null, null, Instant.EPOCH, body, null);
        }

        @Override
        public void onAppend(Runnable signal) {}
    }
}
