package skald.orderviews.adapter.in;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.application.SearchAwayException;
import skald.orderviews.domain.DisplayStatus;
import skald.orderviews.domain.WordQuery;
import skald.toolkit.Service;
import skald.toolkit.http.Access;
import skald.toolkit.http.AwaitedPosition;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.EventFeed;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Query;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** Orders over HTTP: one, many, and what happened to one. A customer sees own orders only. */
public final class OrderViewsApi {

    /** An order that was placed so recently may still be on its way here. */
    private static final Duration RECENT = Duration.ofSeconds(5);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration AFTER_SEARCH_FAILED = Duration.ofSeconds(5);
    private static final Logger LOG = System.getLogger(OrderViewsApi.class.getName());

    private final OrderQueries queries;
    private final Service runtime;
    private final AwaitedPosition position;
    private final InstantSource clock;
    private final OrderProgress progress;

    /** @param consumed grows with every message that the read model has taken in */
    public OrderViewsApi(
            OrderQueries queries,
            Service runtime,
            AwaitedPosition position,
            LongSupplier consumed,
            InstantSource clock) {
        this.queries = queries;
        this.runtime = runtime;
        this.position = position;
        this.clock = clock;
        this.progress = new OrderProgress(queries, runtime, consumed, clock);
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/orders", Access.ownOrStaff(), this::list);
        routes.get("/v1/orders/{id}", Access.ownOrStaff(), this::order);
        routes.events("/v1/orders/{id}/events", Access.ownOrStaff(), this::events);
        routes.get("/v1/orders/{id}/timeline", Access.ownOrStaff(), this::timeline);
    }

    private EventFeed events(Request request) {
        UUID orderId = found(request).view().orderId();
        return progress.of(
                orderId, request.header("Last-Event-ID"), request.caller().id());
    }

    private Response order(Request request) {
        return Response.ok(OrderBodies.body(found(request)));
    }

    private Response timeline(Request request) {
        UUID orderId = found(request).view().orderId();
        return Response.ok(OrderBodies.timeline(orderId, queries.timeline(orderId)));
    }

    private FoundOrder found(Request request) {
        position.awaitFor(request);
        UUID orderId = request.pathUuid("id");
        return findSoon(orderId)
                .filter(found -> request.reaches(found.placement().userId()))
                .orElseThrow(() ->
                        Problem.notFound("There is no order " + orderId + ".").exception());
    }

    private Optional<FoundOrder> findSoon(UUID orderId) {
        Optional<FoundOrder> now = queries.find(orderId);
        if (now.isPresent() || !isRecent(orderId)) {
            return now;
        }
        AtomicReference<Optional<FoundOrder>> latest = new AtomicReference<>(now);
        runtime.await(
                () -> {
                    latest.set(queries.find(orderId));
                    return latest.get().isPresent();
                },
                PATIENCE);
        return latest.get();
    }

    /** Whether the id is a UUIDv7 (RFC 9562: 48 bits of milliseconds first) of the last seconds. */
    private boolean isRecent(UUID id) {
        long age = clock.millis() - (id.getMostSignificantBits() >>> 16);
        return id.version() == 7 && Math.abs(age) <= RECENT.toMillis();
    }

    private Response list(Request request) {
        try {
            return listed(request);
        } catch (SearchAwayException e) {
            LOG.log(Level.WARNING, "orders cannot be searched: {0}", e.getMessage());
            throw Problem.unavailable(
                            "search-away",
                            "Orders cannot be listed at the moment; single ones can be read. Ask again.",
                            AFTER_SEARCH_FAILED)
                    .exception();
        }
    }

    private Response listed(Request request) {
        if (position.awaitFor(request) && !queries.awaitListed(PATIENCE)) {
            throw Problem.unavailable(
                            "read-model-behind", "The search index is behind; ask again.", Duration.ofSeconds(1))
                    .exception();
        }
        OrderSearch search = request.query(query -> search(query, request));
        OrderSearch oneMore = new OrderSearch(
                search.userId(),
                search.statuses(),
                search.words(),
                search.placedAfter(),
                search.placedBefore(),
                search.after(),
                search.limit() + 1);
        List<ListedOrder> rows = isSomebodyElses(search.userId(), request) ? List.of() : queries.list(oneMore);
        Page<ListedOrder> page = Page.cut(
                rows,
                search.limit(),
                row -> Cursor.of(row.placement().placedAt(), row.view().orderId()));
        return Response.page(request, page.map(OrderBodies::item));
    }

    private static boolean isSomebodyElses(@Nullable UUID userId, Request request) {
        return !request.reachesAll() && (userId == null || !request.reaches(userId));
    }

    private static OrderSearch search(Query query, Request request) {
        Optional<UUID> user = query.optionalUuid("user");
        if (!request.reachesAll() && user.isEmpty()) {
            user = Optional.of(UUID.fromString(request.caller().id()));
        }
        return new OrderSearch(
                user.orElse(null),
                statuses(query),
                query.optionalText("q", 200).map(WordQuery::of).orElse(null),
                query.optionalInstant("placedAfter").orElse(null),
                query.optionalInstant("placedBefore").orElse(null),
                query.after(cursor -> new OrderSearch.After(cursor.instant(0), cursor.uuid(1)))
                        .orElse(null),
                query.limit());
    }

    /** Words separated by commas, since a parameter is given once. */
    private static Set<DisplayStatus> statuses(Query query) {
        Set<DisplayStatus> statuses = EnumSet.noneOf(DisplayStatus.class);
        query.optionalText("status", 300).ifPresent(words -> {
            for (String word : words.split(",", -1)) {
                Optional<DisplayStatus> status = status(word.strip());
                status.ifPresent(statuses::add);
                if (status.isEmpty()) {
                    query.refuse(
                            "status", "unknown-word", "must be one or more of " + words() + ", with commas between");
                }
            }
        });
        return statuses;
    }

    private static Optional<DisplayStatus> status(String word) {
        return EnumSet.allOf(DisplayStatus.class).stream()
                .filter(status -> word(status).equals(word))
                .findFirst();
    }

    private static String words() {
        return String.join(
                ", ",
                EnumSet.allOf(DisplayStatus.class).stream()
                        .map(OrderViewsApi::word)
                        .toList());
    }

    private static String word(DisplayStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
