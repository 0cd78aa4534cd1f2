package skald.orders.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skald.orders.application.OrderSagas;
import skald.toolkit.Idempotency;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.Fields;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;
import skald.toolkit.saga.Intervene;
import skald.toolkit.saga.Intervened;
import skald.toolkit.saga.Intervention;
import skald.toolkit.saga.InterventionRefused;
import skald.toolkit.saga.ResolvedOutcome;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaStatus;
import skald.toolkit.saga.SagaTrouble;
import skald.toolkit.saga.SagaVerb;
import skald.toolkit.saga.StepView;

/** The sagas over HTTP, for operators. */
public final class SagasApi {
    /** Longer than anybody's story of one saga. */
    private static final int MOST_INTERVENTIONS = 200;

    /** Enough to see that a deployment went wrong. */
    private static final int MOST_TROUBLES = 1_000;

    private static final int LONGEST_REASON = 500;

    /** A saga in a list. Its id is {@code <definition>~<instance>}. */
    record SagaView(
            String sagaId,
            String definition,
            int generation,
            String status,
            String step,
            String orderId,
            @Nullable String cause,
            @Nullable String reason,
            int attempts,
            Instant startedAt,
            Instant updatedAt,
            @Nullable List<StepView> steps,
            @Nullable List<InterventionView> interventions) {}

    record InterventionView(
            Instant at,
            String operator,
            String verb,
            @Nullable String step,
            @Nullable String outcome,
            @Nullable String reason,
            String before,
            String after) {}

    /** Sagas that need somebody: how many are stuck, and how many are on their way back. */
    record Counts(long stuck, long compensating) {}

    record TroubleView(String sagaId, String orderId, int generation, String status, String step, String reason) {}

    record Check(boolean clean, List<TroubleView> troubles) {}

    record VerbAnswer(String sagaId, String status, String step, boolean changed) {}

    private record Search(Optional<SagaStatus> status, int limit, Optional<SagaId> after) {}

    private record Wish(
            @Nullable String step,
            @Nullable ResolvedOutcome outcome,
            @Nullable String reason) {}

    private final Service orders;
    private final SagaStates sagas;
    private final OrderSagas definitions;

    /** Over the sagas of this service. */
    public SagasApi(Service orders, SagaStates sagas, OrderSagas definitions) {
        this.orders = orders;
        this.sagas = sagas;
        this.definitions = definitions;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/sagas", Access.staff(), this::list);
        routes.get("/v1/sagas/counts", Access.staff(), this::counts);
        routes.get("/v1/sagas/check", Access.staff(), this::check);
        routes.get("/v1/sagas/{id}", Access.staff(), this::show);
        routes.post("/v1/sagas/{id}/retry", Access.admins(), request -> intervene(request, SagaVerb.RETRY));
        routes.post("/v1/sagas/{id}/skip", Access.admins(), request -> intervene(request, SagaVerb.SKIP));
        routes.post("/v1/sagas/{id}/resolve", Access.admins(), request -> intervene(request, SagaVerb.RESOLVE));
        routes.post("/v1/sagas/{id}/resume", Access.admins(), request -> intervene(request, SagaVerb.RESUME));
        routes.post("/v1/sagas/{id}/compensate", Access.admins(), request -> intervene(request, SagaVerb.COMPENSATE));
    }

    private Response list(Request request) {
        Search search = request.query(query -> new Search(
                query.optionalWord("status", SagaStatus.class),
                query.limit(),
                query.after(cursor -> new SagaId(cursor.text(0), cursor.text(1)))));
        List<SagaInstance> found =
                sagas.list(search.status().orElse(null), search.after().orElse(null), search.limit() + 1);
        Page<SagaInstance> page = Page.cut(
                found,
                search.limit(),
                saga -> Cursor.of(saga.id().definition(), saga.id().instance()));
        return Response.page(request, page.map(saga -> view(saga, null, null)));
    }

    private Response counts(Request request) {
        return Response.ok(new Counts(sagas.count(SagaStatus.STUCK), sagas.count(SagaStatus.COMPENSATING)));
    }

    private Response check(Request request) {
        List<TroubleView> troubles =
                definitions.troubles(MOST_TROUBLES).stream().map(SagasApi::view).toList();
        return Response.ok(new Check(troubles.isEmpty(), troubles));
    }

    private Response show(Request request) {
        SagaInstance saga = find(request);
        List<InterventionView> interventions = sagas.journal().of(saga.id(), MOST_INTERVENTIONS).stream()
                .map(SagasApi::view)
                .toList();
        return Response.ok(view(saga, definitions.steps(saga), interventions));
    }

    private Response intervene(Request request, SagaVerb verb) {
        Wish wish = wish(request, verb);
        Optional<Idempotency> idempotency = request.idempotency();
        SagaInstance saga = find(request);
        Intervene command = new Intervene(
                saga.id().definition(),
                saga.id().instance(),
                verb,
                wish.step(),
                wish.outcome(),
                wish.reason(),
                request.caller().id());
        Reply reply = orders.call(
                saga.key(), command, idempotency.orElse(null), request.trace().traceparent());
        return switch (reply.body()) {
            case Intervened done ->
                Response.ok(new VerbAnswer(id(saga.id()), word(done.status()), done.step(), done.changed()))
                        .withReply(reply);
            case InterventionRefused refused -> Response.of(Problem.conflict(refused.code(), refused.detail()));
            default ->
                throw new IllegalStateException(
                        "unexpected answer " + reply.body().getClass());
        };
    }

    private static Wish wish(Request request, SagaVerb verb) {
        boolean explained = switch (verb) {
            case RETRY, RESUME -> false;
            case SKIP, RESOLVE, COMPENSATE -> true;
        };
        if (!explained && request.body().length == 0) {
            return new Wish(null, null, null);
        }
        return request.json(fields -> new Wish(
                verb == SagaVerb.COMPENSATE
                        ? null
                        : fields.optionalText("step", 200).orElse(null),
                verb == SagaVerb.RESOLVE ? fields.word("outcome", ResolvedOutcome.class) : null,
                reason(fields, explained)));
    }

    private static @Nullable String reason(Fields fields, boolean required) {
        return required
                ? fields.text("reason", LONGEST_REASON)
                : fields.optionalText("reason", LONGEST_REASON).orElse(null);
    }

    /** By its own id, or by that of the order that it carries. */
    private SagaInstance find(Request request) {
        String id = request.pathText("id", 200);
        int split = id.indexOf('~');
        SagaId saga = split < 0
                ? new SagaId(OrderSagas.ORDER, id)
                : new SagaId(id.substring(0, split), id.substring(split + 1));
        return sagas.find(saga)
                .orElseThrow(() -> Problem.notFound("There is no saga with this id. GET /v1/sagas lists them; an id is"
                                + " <definition>~<instance>, or the id of an order.")
                        .exception());
    }

    private static SagaView view(
            SagaInstance saga, @Nullable List<StepView> steps, @Nullable List<InterventionView> interventions) {
        return new SagaView(
                id(saga.id()),
                saga.id().definition(),
                saga.generation(),
                word(saga.status()),
                saga.step(),
                saga.key(),
                saga.cause() == null ? null : word(saga.cause()),
                saga.reason(),
                saga.attempts(),
                saga.startedAt(),
                saga.updatedAt(),
                steps,
                interventions);
    }

    private static InterventionView view(Intervention entry) {
        return new InterventionView(
                entry.at(),
                entry.operator(),
                word(entry.verb()),
                entry.step(),
                entry.outcome() == null ? null : word(entry.outcome()),
                entry.reason(),
                entry.before(),
                entry.after());
    }

    private static TroubleView view(SagaTrouble trouble) {
        return new TroubleView(
                id(trouble.saga()),
                trouble.key(),
                trouble.generation(),
                word(trouble.status()),
                trouble.step(),
                trouble.reason());
    }

    private static String id(SagaId saga) {
        return saga.definition() + '~' + saga.instance();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
