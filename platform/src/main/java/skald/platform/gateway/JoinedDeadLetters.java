package skald.platform.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.DeadLettersApi;
import skald.toolkit.http.Endpoint;
import skald.toolkit.http.Operation;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Query;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters of all services behind one address: a letter's id begins with the name of its service. */
final class JoinedDeadLetters {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int OK = 200;

    private record Search(Optional<String> service, int limit) {}

    private final SortedMap<String, Upstream> services;

    JoinedDeadLetters(SortedMap<String, Upstream> services) {
        this.services = services;
    }

    /** The same routes as a service has for its own letters. */
    void routes(Routes routes) {
        new DeadLettersApi(List.of()).routes(routes.answeredBy(this::endpoint));
    }

    private Endpoint endpoint(Operation operation) {
        return switch (operation.name()) {
            case "GET /v1/dead-letters" -> this::list;
            case "POST /v1/dead-letters/redrive" -> this::byBody;
            default -> this::byId;
        };
    }

    /** Services in the order of their names: each knows what a cursor that names another one means for it. */
    private Response list(Request request) throws InterruptedException {
        Search search = request.query(this::search);
        if (search.service().isPresent()) {
            return services.get(search.service().get()).answer(request);
        }
        List<JsonNode> items = new ArrayList<>();
        for (Upstream service : services.values()) {
            Response answer = service.answer(request);
            if (answer.status() != OK) {
                return answer;
            }
            JSON.readTree(answer.body()).path("items").forEach(items::add);
            if (items.size() > search.limit()) {
                break;
            }
        }
        return Response.page(request, Page.cut(items, search.limit(), JoinedDeadLetters::cursor));
    }

    private Search search(Query query) {
        query.optionalText("key", 200);
        query.optionalText("type", 200);
        query.optionalText("status", 100);
        query.after(cursor -> cursor.text(0));
        return new Search(query.optionalText("service", 100, this::known), query.limit());
    }

    private static Cursor cursor(JsonNode letter) {
        String id = letter.path("deadLetterId").asString();
        int end = id.indexOf('~');
        return Cursor.of(id.substring(0, end), id.substring(end + 1));
    }

    private Response byId(Request request) throws InterruptedException {
        String id = request.pathText("id", 100);
        Upstream service = services.get(id.substring(0, Math.max(0, id.indexOf('~'))));
        return service == null
                ? Response.of(Problem.notFound("There is no dead letter with this id: an id is <service>~<number>."))
                : service.answer(request);
    }

    private Response byBody(Request request) throws InterruptedException {
        String name;
        try {
            name = JSON.readTree(request.body()).path("service").asString("");
        } catch (JacksonException _) {
            name = "";
        }
        // Any service knows what is wrong with a request that names none.
        return services.getOrDefault(name, services.get(services.firstKey())).answer(request);
    }

    private String known(String name) {
        if (!services.containsKey(name)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", services.keySet()));
        }
        return name;
    }
}
