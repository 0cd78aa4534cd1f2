package skald.orderviews.adapter.in;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.Generations;
import skald.orderviews.application.Projector;
import skald.orderviews.application.Rebuild;
import skald.orderviews.application.RebuildMessages.RebuildProjection;
import skald.orderviews.application.RebuildMessages.RebuildStarted;
import skald.orderviews.application.RebuildMessages.RebuildUnderWay;
import skald.orderviews.application.Rebuilds;
import skald.orderviews.application.SearchIndex;
import skald.toolkit.Feed;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.http.Access;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** How far the projection is, and its rebuild, for operators. */
public final class ProjectionsApi {

    /** How far one lane of a log is consumed. */
    record PositionBody(String source, int lane, long position, long head) {}

    /** The last rebuild: under way without {@code finishedAt}. */
    record RebuildBody(
            long generation, Instant startedAt, @Nullable Instant finishedAt) {}

    /** A projection. {@code lag} counts the messages that are still to be consumed. */
    record ProjectionBody(
            String name,
            long generation,
            long lag,
            List<PositionBody> positions,
            @Nullable RebuildBody rebuild) {}

    /** An index that is being filled, and how many orders were read for it so far. */
    record FillingBody(long generation, long orders) {}

    /** The index of the search engine. {@code lag} counts the changed orders that are not in it yet. */
    record SearchBody(
            String name,
            long generation,
            long lag,
            @Nullable FillingBody filling) {}

    /** All projections; {@code search} only if there is a search engine. */
    record ProjectionsBody(
            List<ProjectionBody> items, @Nullable SearchBody search) {}

    private final Service runtime;
    private final List<Feed> feeds;
    private final Generations generations;
    private final Rebuilds rebuilds;
    private final @Nullable SearchIndex search;

    /** @param search {@code null} if the tables are searched */
    public ProjectionsApi(
            Service runtime,
            List<Feed> feeds,
            Generations generations,
            Rebuilds rebuilds,
            @Nullable SearchIndex search) {
        this.runtime = runtime;
        this.feeds = feeds;
        this.generations = generations;
        this.rebuilds = rebuilds;
        this.search = search;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/projections", Access.admins(), this::projections);
        routes.post("/v1/projections/{name}/rebuild", Access.admins(), this::rebuild);
    }

    private Response projections(Request request) {
        List<PositionBody> positions = new ArrayList<>();
        for (Feed feed : feeds) {
            for (int lane = 0; lane < feed.lanes(); lane++) {
                long consumed = runtime.consumed(new SourceLane(feed.source(), lane));
                positions.add(new PositionBody(feed.source(), lane, consumed, feed.head(lane)));
            }
        }
        RebuildBody rebuild =
                rebuilds.last(Projector.NAME).map(ProjectionsApi::body).orElse(null);
        return Response.ok(new ProjectionsBody(
                List.of(new ProjectionBody(Projector.NAME, generations.active(), runtime.lag(), positions, rebuild)),
                search == null ? null : body(search.standing())));
    }

    private static SearchBody body(SearchIndex.Standing standing) {
        Long building = standing.building();
        return new SearchBody(
                SearchIndex.NAME,
                standing.serving(),
                standing.waiting(),
                building == null ? null : new FillingBody(building, standing.built()));
    }

    /** A view that is built from the middle of the story would be wrong. */
    private void requireWholeLogs() {
        for (Feed feed : feeds) {
            for (int lane = 0; lane < feed.lanes(); lane++) {
                if (feed.first(lane) > 1) {
                    throw Problem.conflict(
                                    "log-forgotten",
                                    "The log of " + feed.source()
                                            + " has forgotten its oldest messages (--log-days), so that"
                                            + " nothing can be rebuilt from it. Keep the projection as it is.")
                            .exception();
                }
            }
        }
    }

    private static RebuildBody body(Rebuild rebuild) {
        return new RebuildBody(rebuild.generation(), rebuild.startedAt(), rebuild.finishedAt());
    }

    private Response rebuild(Request request) {
        String name = request.pathText("name", 100);
        if (search != null && name.equals(SearchIndex.NAME)) {
            search.rebuild();
            return Response.accepted("/v1/projections", body(search.standing()));
        }
        if (!name.equals(Projector.NAME)) {
            throw Problem.notFound("There is no projection \"" + name + "\"; there is \"" + Projector.NAME + "\""
                            + (search == null ? "." : " and \"" + SearchIndex.NAME + "\"."))
                    .exception();
        }
        requireWholeLogs();
        Reply reply = runtime.call(
                name,
                new RebuildProjection(name),
                request.idempotency().orElse(null),
                request.trace().traceparent());
        return switch (reply.body()) {
            case RebuildStarted started ->
                Response.accepted("/v1/projections", new RebuildBody(started.generation(), started.startedAt(), null))
                        .withReply(reply);
            case RebuildUnderWay underWay ->
                Response.of(Problem.conflict(
                                "rebuild-under-way",
                                "Generation " + underWay.generation() + " is being built since " + underWay.startedAt()
                                        + "; GET /v1/projections tells when it is done.")
                        .retryable(Duration.ofSeconds(10)));
            default -> throw new IllegalStateException("no answer to a rebuild: " + reply.body());
        };
    }
}
