package skald.platform.fake;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Users, products, stock and orders of the tests. Orders are decided when somebody looks at them for the second time. */
public final class FakeShop {

    private final Map<String, ObjectNode> users = new LinkedHashMap<>();
    private final Map<String, ObjectNode> products = new TreeMap<>();
    private final Map<String, Long> stock = new TreeMap<>();
    private final LinkedHashMap<String, ObjectNode> orders = new LinkedHashMap<>();
    private String decision = "shipped";
    private String refusedCountry = "";

    /** What orders become from now on; pending lets them stay. */
    public synchronized void ordersBecome(String status) {
        decision = status;
    }

    /** Orders to this country are refused at once. */
    public synchronized void refusesOrdersTo(String country) {
        refusedCountry = country;
    }

    public synchronized List<ObjectNode> orders() {
        return List.copyOf(orders.values());
    }

    public synchronized long stockOf(String sku) {
        return stock.getOrDefault(sku, 0L);
    }

    public synchronized Map<String, ObjectNode> products() {
        return Map.copyOf(products);
    }

    /** Registers so many users. */
    public synchronized void registers(int number) {
        for (int i = 0; i < number; i++) {
            register(SkaldClient.JSON.createObjectNode().put("email", "u" + i + "@example.com"));
        }
    }

    public synchronized int users() {
        return users.size();
    }

    static FakeSkald.Reply problem(int status, String code, String detail) {
        ObjectNode problem = SkaldClient.JSON.createObjectNode();
        problem.put("type", "/problems/" + code).put("title", "Problem").put("status", status);
        problem.put("code", code).put("detail", detail).put("retryable", status == 503);
        return new FakeSkald.Reply(status, problem);
    }

    synchronized FakeSkald.Reply answer(FakeSkald.Seen request) {
        String[] path = request.path().substring("/v1/".length()).split("/");
        return switch (request.method() + " " + path[0] + " " + path.length) {
            case "POST users 1" -> register(request.body());
            case "GET users 1" -> page(users.values().stream(), request);
            case "GET users 2" -> found(users.get(path[1]), "user");
            case "PUT products 2" -> define(path[1], request.body());
            case "GET products 1" -> page(products.values().stream(), request);
            case "GET products 2" -> found(products.get(path[1]), "product");
            case "POST stock 3" -> receive(path[1], request.body());
            case "GET stock 2" -> stocked(path[1]);
            case "POST orders 1" -> place(request.body());
            case "GET orders 1" ->
                page(orders.sequencedValues().reversed().stream().map(this::looked), request);
            case "GET orders 2" ->
                orders.containsKey(path[1])
                        ? new FakeSkald.Reply(200, looked(orders.get(path[1])))
                        : found(null, "order");
            case "GET orders 3" -> timeline(path[1]);
            case "POST orders 3" -> path[2].equals("cancel") ? cancel(path[1]) : takeBack(path[1], request.body());
            default -> problem(404, "not-found", "There is nothing at this path.");
        };
    }

    private FakeSkald.Reply register(JsonNode body) {
        String email = body.path("email").asString();
        if (users.values().stream()
                .anyMatch(user -> user.path("email").asString().equals(email))) {
            return problem(409, "user.email-taken", "Another user has this e-mail address.");
        }
        ObjectNode user = copy(body).put("userId", "user-" + (users.size() + 1));
        users.put(user.path("userId").asString(), user);
        return new FakeSkald.Reply(201, user);
    }

    private FakeSkald.Reply define(String sku, JsonNode body) {
        ObjectNode product = copy(body).put("sku", sku);
        return new FakeSkald.Reply(products.put(sku, product) == null ? 201 : 200, product);
    }

    private FakeSkald.Reply receive(String sku, JsonNode body) {
        if (!products.containsKey(sku)) {
            return found(null, "product");
        }
        stock.merge(sku, body.path("quantity").asLong(), Long::sum);
        return new FakeSkald.Reply(201, copy(body));
    }

    private FakeSkald.Reply stocked(String sku) {
        ObjectNode level = SkaldClient.JSON.createObjectNode().put("sku", sku);
        long units = stock.getOrDefault(sku, 0L);
        level.put("onHand", units).put("reserved", 0).put("available", units);
        return new FakeSkald.Reply(200, level);
    }

    private FakeSkald.Reply place(JsonNode body) {
        if (body.path("shipTo").path("country").asString("").equals(refusedCountry)) {
            return problem(422, "order.no-such-place", "Nobody ships there.");
        }
        long total = 0;
        for (JsonNode line : body.path("lines")) {
            ObjectNode product = products.get(line.path("sku").asString());
            if (product == null) {
                return problem(422, "order.unknown-product", "There is no product " + line.path("sku") + ".");
            }
            total += product.path("price").path("amount").asLong()
                    * line.path("quantity").asLong();
        }
        String id = "order-" + (orders.size() + 1);
        ObjectNode order =
                copy(body).put("orderId", id).put("status", "pending").put("payment", "none");
        String currency = products.get(body.path("lines").path(0).path("sku").asString())
                .path("price")
                .path("currency")
                .asString();
        order.putObject("total").put("amount", total).put("currency", currency);
        order.putObject("refunded").put("amount", 0).put("currency", currency);
        orders.put(id, order);
        return new FakeSkald.Reply(201, order.deepCopy());
    }

    /** The order as it is, and one step on for the next look. */
    private ObjectNode looked(ObjectNode order) {
        ObjectNode now = order.deepCopy();
        if (order.path("status").asString().equals("pending") && !decision.equals("pending")) {
            order.put("status", decision);
            boolean charged = !decision.equals("rejected");
            order.put("payment", charged ? "captured" : "declined");
        }
        return now;
    }

    private FakeSkald.Reply timeline(String id) {
        ObjectNode timeline = SkaldClient.JSON.createObjectNode().put("orderId", id);
        ArrayNode items = timeline.putArray("items");
        entry(items, "10:00:00", "orders", "Order placed");
        if (!orders.get(id).path("status").asString().equals("pending")) {
            // told later, happened earlier
            items.insert(
                    0, entry(SkaldClient.JSON.createArrayNode(), "09:59:59", "payments", "Authorization asked for"));
            entry(items, "10:00:01", "shipping", "Shipment dispatched");
        }
        return new FakeSkald.Reply(200, timeline);
    }

    private static ObjectNode entry(ArrayNode items, String time, String source, String summary) {
        return items.addObject()
                .put("at", "2026-01-01T" + time + "Z")
                .put("source", source)
                .put("type", "skald." + source)
                .put("summary", summary);
    }

    private FakeSkald.Reply cancel(String id) {
        ObjectNode order = orders.get(id);
        if (order.path("status").asString().equals("shipped")) {
            return problem(409, "order.already-dispatched", "The goods have left already.");
        }
        order.put("status", "cancelled").put("payment", "refunded");
        order.set("refunded", order.path("total"));
        return new FakeSkald.Reply(202, order.deepCopy());
    }

    private FakeSkald.Reply takeBack(String id, JsonNode body) {
        ObjectNode order = orders.get(id);
        if (!List.of("shipped", "partially-returned")
                .contains(order.path("status").asString())) {
            return problem(409, "order.not-shipped", "Only goods that have left can be returned.");
        }
        long refund = 0;
        for (JsonNode line : body.path("lines")) {
            ObjectNode product = products.get(line.path("sku").asString());
            refund += product.path("price").path("amount").asLong()
                    * line.path("quantity").asLong();
        }
        ObjectNode refunded = (ObjectNode) order.path("refunded");
        refunded.put("amount", refunded.path("amount").asLong() + refund);
        boolean whole = refunded.path("amount").asLong()
                == order.path("total").path("amount").asLong();
        order.put("status", whole ? "returned" : "partially-returned");
        order.put("payment", whole ? "refunded" : "partially-refunded");
        ObjectNode answer =
                SkaldClient.JSON.createObjectNode().put("orderId", id).put("returnId", "r");
        answer.putObject("refund").put("amount", refund).put("currency", "GBP");
        return new FakeSkald.Reply(202, answer);
    }

    private static FakeSkald.Reply page(Stream<ObjectNode> all, FakeSkald.Seen request) {
        Map<String, String> query = new TreeMap<>();
        for (String parameter : request.query().split("&")) {
            String[] parts = parameter.split("=", 2);
            query.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        int skip = Integer.parseInt(query.getOrDefault("after", "0"));
        int limit = Integer.parseInt(query.getOrDefault("limit", "50"));
        List<ObjectNode> rows = all.filter(row -> !query.containsKey("email")
                        || row.path("email").asString().equals(query.get("email")))
                .toList();
        ObjectNode page = SkaldClient.JSON.createObjectNode();
        ArrayNode items = page.putArray("items");
        rows.stream().skip(skip).limit(limit).forEach(items::add);
        if (rows.size() > skip + limit) {
            page.put("next", Integer.toString(skip + limit));
        }
        return new FakeSkald.Reply(200, page);
    }

    private static FakeSkald.Reply found(@org.jspecify.annotations.Nullable ObjectNode thing, String kind) {
        return thing == null
                ? problem(404, "not-found", "There is no such " + kind + ".")
                : new FakeSkald.Reply(200, thing);
    }

    private static ObjectNode copy(JsonNode body) {
        return ((ObjectNode) body).deepCopy();
    }
}
