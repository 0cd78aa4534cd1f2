package skald.orders.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.orders.application.AnnounceAgain;
import skald.orders.application.Journey;
import skald.orders.application.JourneyStands;
import skald.orders.application.Journeys;
import skald.orders.application.NoSuchOrder;
import skald.orders.application.Refusal;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** The orders under way that no coordinator carries, over HTTP, for operators. */
public final class JourneysApi {

    private enum Status {
        RUNNING,
        STUCK
    }

    /** A journey on the wire. {@code waitsFor} says what is to be heard of next. */
    record JourneyView(
            UUID orderId,
            String status,
            String waitsFor,
            int attempts,
            @Nullable String cause,
            @Nullable String reason,
            Instant startedAt,
            Instant updatedAt) {}

    private record Search(boolean onlyStuck, int limit, Optional<UUID> after) {}

    private final Service orders;
    private final Journeys journeys;

    /** Requests go to {@code orders}, questions to {@code journeys}. */
    public JourneysApi(Service orders, Journeys journeys) {
        this.orders = orders;
        this.journeys = journeys;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/journeys", Access.staff(), this::list);
        routes.get("/v1/journeys/{id}", Access.staff(), this::show);
        routes.post("/v1/journeys/{id}/announce", Access.admins(), this::announceAgain);
    }

    private Response list(Request request) {
        Search search = request.query(query -> new Search(
                query.optionalWord("status", Status.class).orElse(Status.RUNNING) == Status.STUCK,
                query.limit(),
                query.after(cursor -> cursor.uuid(0))));
        List<Journey> found = journeys.open(search.onlyStuck(), search.after().orElse(null), search.limit() + 1);
        Page<Journey> page = Page.cut(
                found, search.limit(), journey -> Cursor.of(journey.orderId().toString()));
        return Response.page(request, page.map(JourneysApi::view));
    }

    private Response show(Request request) {
        UUID orderId = request.pathUuid("id");
        return journeys.find(orderId).map(journey -> Response.ok(view(journey))).orElseGet(() -> noJourney(orderId));
    }

    private Response announceAgain(Request request) {
        UUID orderId = request.pathUuid("id");
        Reply reply = orders.call(
                orderId.toString(),
                new AnnounceAgain(orderId),
                request.idempotency().orElse(null),
                request.trace().traceparent());
        return switch (reply.body()) {
            case JourneyStands _ ->
                Response.accepted("/v1/journeys/" + orderId, reply.body()).withReply(reply);
            case NoSuchOrder _ -> noJourney(orderId);
            case Refusal refusal -> Response.of(Problem.conflict(refusal.code(), refusal.detail()));
            default ->
                throw new IllegalStateException(
                        "unexpected answer " + reply.body().getClass());
        };
    }

    private static Response noJourney(UUID orderId) {
        return Response.of(Problem.notFound("There is no order " + orderId
                + " without a coordinator. GET /v1/journeys lists those that are under way."));
    }

    private static JourneyView view(Journey journey) {
        return new JourneyView(
                journey.orderId(),
                journey.stuck() ? "stuck" : journey.isOpen() ? "running" : "at rest",
                journey.stage().awaited(),
                journey.attempts(),
                journey.cause() == null ? null : journey.cause().name().toLowerCase(Locale.ROOT),
                journey.reason(),
                journey.startedAt(),
                journey.updatedAt());
    }
}
