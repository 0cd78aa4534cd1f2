package skald.toolkit.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import skald.toolkit.DeadLetter;
import skald.toolkit.DeadLetter.Status;
import skald.toolkit.DeadLetterStateException;
import skald.toolkit.DeadLetters.Filter;
import skald.toolkit.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters of all services over HTTP, for operators. A letter's id is {@code <service>~<number>}. */
public final class DeadLettersApi {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern ID = Pattern.compile("([a-z][a-z0-9-]{0,60})~([1-9][0-9]{0,17})");

    /** A letter was redriven that often at the very most, or somebody has a script to mend. */
    private static final int MOST_ACTIONS_SHOWN = 200;

    /** Letters that one call redrives; each costs a commit or two. */
    private static final int MOST_REDRIVEN = 200;

    record LetterView(
            String deadLetterId,
            String service,
            String status,
            String messageId,
            String type,
            String key,
            int attempts,
            String reason,
            Instant at,
            Instant parkedAt,
            @Nullable Instant retryAt,
            @Nullable Object message,
            @Nullable List<ActionView> history) {}

    record ActionView(String verb, String who, @Nullable String reason, Instant at, String outcome) {}

    /** @param more whether there may be others, for another call */
    record Redriven(int redriven, int failed, boolean more) {}

    private record Search(Optional<String> service, Filter filter, int limit, Optional<Position> after) {}

    private record Position(String service, long id) {}

    private record Named(Service service, DeadLetter letter) {}

    private record Selection(String service, Filter filter, Optional<String> reason) {}

    private final Map<String, Service> services = new LinkedHashMap<>();

    /** Over the letters of these services. */
    public DeadLettersApi(List<? extends HttpService> all) {
        all.stream()
                .map(HttpService::runtime)
                .sorted(java.util.Comparator.comparing(Service::name))
                .forEach(service -> services.put(service.name(), service));
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.describe(DeadLettersApi.class, "dead-letters.json");
        routes.get("/v1/dead-letters", Access.admins(), this::list);
        routes.get("/v1/dead-letters/{id}", Access.admins(), this::show);
        routes.post("/v1/dead-letters/redrive", Access.admins(), this::redriveAll);
        routes.post("/v1/dead-letters/{id}/redrive", Access.admins(), this::redrive);
        routes.post("/v1/dead-letters/{id}/discard", Access.admins(), this::discard);
    }

    private Response list(Request request) {
        Search search = request.query(query -> new Search(
                query.optionalText("service", 100, this::known),
                new Filter(
                        query.optionalText("key", 200).orElse(null),
                        query.optionalText("type", 200).orElse(null),
                        query.optionalWord("status", Status.class).orElse(null)),
                query.limit(),
                query.after(cursor -> new Position(cursor.text(0), cursor.number(1)))));
        List<Named> found = new ArrayList<>();
        for (Service service : services.values()) {
            int order = search.after()
                    .map(after -> service.name().compareTo(after.service()))
                    .orElse(1);
            boolean wanted = search.service().map(service.name()::equals).orElse(true);
            if (wanted && order >= 0 && found.size() <= search.limit()) {
                long after = order == 0 ? search.after().orElseThrow().id() : 0;
                service.deadLetters()
                        .list(search.filter(), after, search.limit() + 1 - found.size())
                        .forEach(letter -> found.add(new Named(service, letter)));
            }
        }
        Page<Named> page = Page.cut(
                found,
                search.limit(),
                one -> Cursor.of(one.service().name(), one.letter().id()));
        return Response.page(request, page.map(one -> view(one, false)));
    }

    private Response show(Request request) {
        return Response.ok(view(named(request), true));
    }

    private Response redrive(Request request) {
        Optional<String> reason =
                request.body().length == 0 ? Optional.empty() : request.json(body -> body.optionalText("reason", 500));
        Named named = named(request);
        return after(
                named,
                letter -> named.service().redrive(letter.id(), request.caller().id(), reason.orElse(null)));
    }

    private Response discard(Request request) {
        String reason = request.json(body -> body.text("reason", 500));
        Named named = named(request);
        return after(
                named,
                letter -> named.service().discard(letter.id(), request.caller().id(), reason));
    }

    private Response redriveAll(Request request) {
        Selection selection = request.json(body -> new Selection(
                body.text("service", 100, this::known),
                new Filter(
                        body.optionalText("key", 200).orElse(null),
                        body.optionalText("type", 200).orElse(null),
                        Status.PARKED),
                body.optionalText("reason", 500)));
        Service service = service(selection.service());
        List<DeadLetter> letters = service.deadLetters().list(selection.filter(), 0, MOST_REDRIVEN);
        int redriven = 0;
        for (DeadLetter letter : letters) {
            try {
                redriven += service.redrive(
                                        letter.id(),
                                        request.caller().id(),
                                        selection.reason().orElse(null))
                                .filter(done -> done.status() == Status.REDRIVEN)
                                .isPresent()
                        ? 1
                        : 0;
            } catch (DeadLetterStateException e) {
                // Somebody was quicker; it counts for them.
            }
        }
        return Response.ok(new Redriven(redriven, letters.size() - redriven, letters.size() == MOST_REDRIVEN));
    }

    private static Response after(Named named, Function<DeadLetter, Optional<DeadLetter>> verb) {
        try {
            return verb.apply(named.letter())
                    .map(letter -> Response.ok(view(new Named(named.service(), letter), true)))
                    .orElseGet(() -> Response.of(nothing()));
        } catch (DeadLetterStateException e) {
            return Response.of(Problem.conflict("dead-letter-state", "Not possible: " + e.getMessage() + "."));
        }
    }

    private Named named(Request request) {
        Matcher id = ID.matcher(request.pathText("id", 100));
        if (!id.matches() || !services.containsKey(id.group(1))) {
            throw nothing().exception();
        }
        Service service = service(id.group(1));
        return service.deadLetters()
                .find(Long.parseLong(id.group(2)))
                .map(letter -> new Named(service, letter))
                .orElseThrow(() -> nothing().exception());
    }

    private static Problem nothing() {
        return Problem.notFound(
                "There is no dead letter with this id. GET /v1/dead-letters lists them; an id is <service>~<number>.");
    }

    private String known(String name) {
        if (!services.containsKey(name)) {
            throw new IllegalArgumentException("must be one of " + String.join(", ", services.keySet()));
        }
        return name;
    }

    private Service service(String name) {
        return java.util.Objects.requireNonNull(services.get(name));
    }

    private static LetterView view(Named named, boolean whole) {
        DeadLetter letter = named.letter();
        return new LetterView(
                named.service().name() + '~' + letter.id(),
                named.service().name(),
                word(letter.status()),
                letter.messageId(),
                letter.type(),
                letter.key(),
                letter.attempts(),
                letter.reason(),
                letter.at(),
                letter.parkedAt(),
                letter.retryAt(),
                whole ? message(letter) : null,
                whole ? history(named) : null);
    }

    /** As it was written, or at least its text if it is no JSON: that may be why it lies here. */
    private static Object message(DeadLetter letter) {
        try {
            return JSON.readTree(letter.body());
        } catch (JacksonException _) {
            return new String(letter.body(), StandardCharsets.UTF_8);
        }
    }

    private static List<ActionView> history(Named named) {
        return named.service().deadLetters().history(named.letter().id(), MOST_ACTIONS_SHOWN).stream()
                .map(action -> new ActionView(
                        word(action.verb()), action.who(), action.reason(), action.at(), action.outcome()))
                .toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
