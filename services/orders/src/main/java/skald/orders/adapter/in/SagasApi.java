package skald.orders.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import skald.orders.application.OrderSagas;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaStatus;
import skald.toolkit.saga.StepView;

/** The sagas over HTTP, for operators. */
public final class SagasApi {

    /** A saga in a list. Its id is {@code <definition>~<instance>}. */
    record SagaView(
            String sagaId,
            String definition,
            String status,
            String step,
            String orderId,
            @Nullable String cause,
            @Nullable String reason,
            int attempts,
            Instant startedAt,
            Instant updatedAt,
            @Nullable List<StepView> steps) {}

    private record Search(Optional<SagaStatus> status, int limit, Optional<SagaId> after) {}

    private final SagaStates sagas;
    private final OrderSagas definitions;

    /** Over the sagas of this service. */
    public SagasApi(SagaStates sagas, OrderSagas definitions) {
        this.sagas = sagas;
        this.definitions = definitions;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/sagas", this::list);
        routes.get("/v1/sagas/{id}", this::show);
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
        return Response.page(request, page.map(saga -> view(saga, null)));
    }

    private Response show(Request request) {
        String id = request.pathText("id", 200);
        int split = id.indexOf('~');
        Optional<SagaInstance> saga =
                split < 0 ? Optional.empty() : sagas.find(new SagaId(id.substring(0, split), id.substring(split + 1)));
        return saga.map(found -> Response.ok(view(found, definitions.steps(found))))
                .orElseGet(() -> Response.of(Problem.notFound(
                        "There is no saga with this id. GET /v1/sagas lists them; an id is <definition>~<instance>.")));
    }

    private static SagaView view(SagaInstance saga, @Nullable List<StepView> steps) {
        return new SagaView(
                saga.id().definition() + '~' + saga.id().instance(),
                saga.id().definition(),
                word(saga.status()),
                saga.step(),
                saga.key(),
                saga.cause() == null ? null : word(saga.cause()),
                saga.reason(),
                saga.attempts(),
                saga.startedAt(),
                saga.updatedAt(),
                steps);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
