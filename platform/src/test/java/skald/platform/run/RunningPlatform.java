package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.orders.SagaStyle;
import skald.toolkit.Admission;
import skald.toolkit.http.Operation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A platform for tests, with words for what people do with a shop. Every product and customer is a new one, so that many
 * scenarios share it. Thread-safe.
 */
final class RunningPlatform implements AutoCloseable {
    /** How much of a product there is. */
    record Stock(long onHand, long reserved) {}

    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] NOTHING = new byte[0];
    private static final Set<String> BAD_ENDS = Set.of("rejected", "cancelled", "expired");

    private final AtomicLong names = new AtomicLong();
    /** How far the logs of users and products had come when they were written last, by lane. */
    private final Map<String, Long> positions = new ConcurrentHashMap<>();

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final @Nullable Path folder;
    private final boolean temporary;
    private volatile Settings settings;
    private final Function<Settings, Site> starter;
    private volatile Site site;
    private volatile Http http;
    private volatile Contract contract;

    private RunningPlatform(
            @Nullable Path folder, Settings settings, boolean temporary, Function<Settings, Site> starter) {
        this.folder = folder;
        this.temporary = temporary;
        this.settings = settings;
        this.starter = starter;
        this.site = starter.apply(settings);
        connect();
    }

    private void connect() {
        try (Http plain = new Http(site.url(), site.operatorKey())) {
            contract = new Contract(plain.get("/openapi").expect(200).json());
        }
        http = new Http(site.url(), site.operatorKey(), contract);
    }

    /** What it says of its answers; every answer is held against it. */
    Contract contract() {
        return contract;
    }

    static RunningPlatform inMemory() {
        return start(Settings.inMemory(0));
    }

    static RunningPlatform inMemory(SagaStyle style) {
        return start(Settings.inMemory(0).with(style));
    }

    /** In a folder that is deleted when it is closed. */
    static RunningPlatform onPostgres() {
        return onPostgres(SagaStyle.ORCHESTRATION);
    }

    static RunningPlatform onPostgres(SagaStyle style) {
        return start(Settings.embedded(0, newFolder()).with(style));
    }

    /** In a folder that stays. */
    static RunningPlatform startIn(Path folder) {
        return new RunningPlatform(folder, Settings.embedded(0, folder), false, OneProcess::start);
    }

    static RunningPlatform start(Settings settings) {
        return start(settings, OneProcess::start);
    }

    /** Each service by itself, joined by Kafka. */
    static RunningPlatform split(SagaStyle style) {
        return start(Settings.embedded(0, newFolder()).with(style), SplitSite::start);
    }

    private static RunningPlatform start(Settings settings, Function<Settings, Site> starter) {
        Path folder = settings.memory() ? null : settings.data();
        try {
            return new RunningPlatform(folder, settings, true, starter);
        } catch (RuntimeException e) {
            if (folder != null) {
                delete(folder);
            }
            throw e;
        }
    }

    /** A new folder for data. */
    static Path newFolder() {
        try {
            Path path = Files.createTempDirectory("skald-platform-test");
            // Open for entering: under root PostgreSQL runs as another user.
            return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops, and starts again with the same data. */
    void restart() {
        stop();
        start();
    }

    /** Stops, and starts again with the same data and another style of carrying new orders. */
    void restart(SagaStyle style) {
        stop();
        settings = settings.with(style);
        start();
    }

    /** Starts again after a stop. */
    void start() {
        site = starter.apply(settings);
        connect();
    }

    /** As if this much waited in a service. */
    void pretend(Admission.Backlog backlog) {
        site.orders().admits(new Admission(java.time.InstantSource.system(), () -> List.of(backlog)));
    }

    void stop() {
        http.close();
        site.close();
    }

    @Override
    public void close() {
        stop();
        if (folder != null && temporary) {
            delete(folder);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it runs on. */
    Site site() {
        return site;
    }

    Http http() {
        return http;
    }

    /** What may be asked of it, and by whom. */
    List<Operation> operations() {
        return site.operations();
    }

    /** The folder of its data, if it keeps any. */
    @Nullable
    Path folder() {
        return folder;
    }

    // --- what the shop does ---

    String registerUser() {
        String name = "Ada " + names.incrementAndGet();
        String email = name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.org";
        return post("/v1/users", Map.of("name", name, "email", email))
                .expect(201)
                .text("/userId");
    }

    /** A new product whose SKU begins like this, at a price in cents, with so many of it in stock. */
    String product(String prefix, long cents, long stock) {
        String sku = prefix + '-' + names.incrementAndGet();
        price(sku, cents).expect(201);
        receive(sku, stock);
        return sku;
    }

    Answer price(String sku, long cents) {
        return send(
                "PUT",
                "/v1/products/" + sku,
                Map.of("name", "A " + sku, "price", Map.of("amount", cents, "currency", "EUR")));
    }

    void receive(String sku, long quantity) {
        post("/v1/stock/" + sku + "/movements", Map.of("type", "receipt", "quantity", quantity))
                .expect(201);
    }

    // --- what customers do ---

    /** The order of a new customer. */
    OrderForm order(String sku, long quantity) {
        return orderOf(registerUser()).line(sku, quantity);
    }

    OrderForm orderOf(String userId) {
        return new OrderForm(this, userId);
    }

    Answer sendOrder(byte[] body, String... headers) {
        return sendOrder(http, body, headers);
    }

    /** @param sender another one than the operator */
    Answer sendOrder(Http sender, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        if (!positions.isEmpty()) {
            all.add("Skald-Position");
            all.add(String.join(
                    ", ",
                    positions.entrySet().stream()
                            .map(position -> position.getKey() + '.' + position.getValue())
                            .toList()));
        }
        Answer answer = sender.send("POST", "/v1/orders", body, all.toArray(String[]::new));
        if (answer.status() == 201) {
            acknowledged.add(answer.text("/orderId"));
        }
        return answer;
    }

    Answer cancel(String orderId) {
        return http.send("POST", "/v1/orders/" + orderId + "/cancel", NOTHING);
    }

    Answer delete(String orderId) {
        return http.send("DELETE", "/v1/orders/" + orderId, NOTHING);
    }

    Answer giveBack(String orderId, String sku, long quantity) {
        return post(
                "/v1/orders/" + orderId + "/returns",
                Map.of("lines", List.of(Map.of("sku", sku, "quantity", quantity))));
    }

    /** The carrier's report. */
    Answer delivered(String orderId) {
        return http.send("POST", "/v1/orders/" + orderId + "/shipments/delivered", NOTHING);
    }

    // --- what can be seen ---

    Answer see(String orderId) {
        return http.get("/v1/orders/" + orderId);
    }

    Answer payment(String orderId) {
        return http.get("/v1/orders/" + orderId + "/payments");
    }

    Answer timeline(String orderId) {
        return http.get("/v1/orders/" + orderId + "/timeline");
    }

    /** How many orders were acknowledged. */
    int acknowledged() {
        return acknowledged.size();
    }

    Stock stock(String sku) {
        Answer answer = http.get("/v1/stock/" + sku).expect(200);
        return new Stock(answer.number("/onHand"), answer.number("/reserved"));
    }

    /** Waits until the order has this status; fails at once if it has come to a bad end instead. */
    Answer awaitStatus(String orderId, String status) {
        Answer seen = Waiting.until(
                "order " + orderId + " is " + status,
                () -> see(orderId),
                answer -> answer.text("/status").equals(status) || BAD_ENDS.contains(answer.text("/status")));
        assertThat(seen.text("/status")).as(seen.body()).isEqualTo(status);
        return seen;
    }

    /** Waits until the orders service itself knows that the goods have left; others may know it a moment earlier. */
    Answer awaitShipped(String orderId) {
        awaitStatus(orderId, "shipped");
        Waiting.until(
                "order " + orderId + " is noted as shipped",
                () -> timeline(orderId),
                timeline -> timeline.texts("/items", "/type").contains("skald.orders.order-shipped.v1"));
        return see(orderId);
    }

    void awaitStock(String sku, long onHand, long reserved) {
        Waiting.until("stock of " + sku, () -> stock(sku), new Stock(onHand, reserved)::equals);
    }

    /** Everything that was begun is at its end, nothing that was acknowledged is missing, and all books agree. */
    void assertSound() {
        JsonNode report = Waiting.until(
                "no order is under way",
                () -> site.audit(http),
                audit -> audit.at("/underWay").asLong(-1) == 0);
        assertThat(report.at("/clean").asBoolean(false))
                .as(report.toPrettyString())
                .isTrue();
        assertThat(orders()).isEqualTo(acknowledged);
    }

    /** The ids of all orders, a page at a time. */
    private Set<String> orders() {
        Set<String> ids = new HashSet<>();
        String after = "";
        do {
            Answer page = http.get("/v1/orders?limit=200" + after).expect(200);
            ids.addAll(page.texts("/items", "/orderId"));
            after = page.json().has("next") ? "&after=" + page.text("/next") : "";
        } while (!after.isEmpty());
        return ids;
    }

    /** A key that nobody has used. */
    String newKey() {
        return "key-" + names.incrementAndGet();
    }

    private Answer post(String path, Object body) {
        return send("POST", path, body, "Idempotency-Key", newKey());
    }

    private Answer send(String method, String path, Object body, String... headers) {
        Answer answer =
                http.send(method, path, JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8), headers);
        if (path.equals("/v1/users") || path.startsWith("/v1/products")) {
            note(answer);
        }
        return answer;
    }

    private void note(Answer answer) {
        if (answer.status() < 300) {
            String position = answer.header("Skald-Position");
            int dot = position.lastIndexOf('.');
            positions.merge(position.substring(0, dot), Long.parseLong(position.substring(dot + 1)), Math::max);
        }
    }
}
