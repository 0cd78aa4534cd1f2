package skald.orderviews.adapter.in;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import skald.orderviews.adapter.in.OrderBodies.EntryBody;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.domain.DisplayStatus;
import skald.orderviews.domain.TimelineEntry;
import skald.toolkit.Service;
import skald.toolkit.http.EventFeed;
import skald.toolkit.http.Problem;

/**
 * The progress of orders as events: the entries of their timelines, each once, however often a client comes again.
 *
 * <p>The id of an event says how far each service's log has been told, because entries of different services may come out of
 * the order of their times. Thread-safe; each feed is for one thread.
 */
final class OrderProgress {
    /** What a client is told. */
    record Step(UUID orderId, DisplayStatus status, EntryBody entry) {}

    /** Each looks into the read model a few times a second while its order is under way. */
    private static final int MOST_FEEDS = 200;

    /** Nobody keeps the others from listening. */
    private static final int MOST_FEEDS_OF_ONE = 20;

    /** A client comes again after that, with credentials that are good then. */
    private static final Duration LONGEST_FEED = Duration.ofMinutes(5);

    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    /** Between two looks, however much happens to other orders. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    /** An order has that many services behind it at most. */
    private static final Pattern ID = Pattern.compile("[a-z-]{1,40}\\.[0-9]{1,18}(_[a-z-]{1,40}\\.[0-9]{1,18}){0,19}");

    private static final Set<DisplayStatus> AT_REST = EnumSet.of(
            DisplayStatus.COMPLETED,
            DisplayStatus.RETURNED,
            DisplayStatus.REFUNDED,
            DisplayStatus.CANCELLED,
            DisplayStatus.REJECTED,
            DisplayStatus.EXPIRED);

    private final OrderQueries queries;
    private final Service runtime;
    private final LongSupplier consumed;
    private final InstantSource clock;
    private final AtomicInteger open = new AtomicInteger();
    /** How many feeds each listener has. */
    private final Map<String, Integer> listeners = new ConcurrentHashMap<>();

    /** @param consumed grows with every message that the read model has taken in */
    OrderProgress(OrderQueries queries, Service runtime, LongSupplier consumed, InstantSource clock) {
        this.queries = queries;
        this.runtime = runtime;
        this.consumed = consumed;
        this.clock = clock;
    }

    /** What happened and happens to an order, after the event with this id. */
    EventFeed of(UUID orderId, Optional<String> lastEventId, String listener) {
        Map<String, Long> told = lastEventId.map(OrderProgress::parse).orElseGet(TreeMap::new);
        boolean tooMany = open.incrementAndGet() > MOST_FEEDS;
        boolean tooManyOfOne = listeners.merge(listener, 1, Integer::sum) > MOST_FEEDS_OF_ONE;
        if (tooMany || tooManyOfOne) {
            leave(listener);
            throw Problem.unavailable(
                            "too-many-listeners", "Too many listen already; ask again.", Duration.ofSeconds(5))
                    .exception();
        }
        return new Feed(orderId, told, listener);
    }

    private void leave(String listener) {
        open.decrementAndGet();
        listeners.computeIfPresent(listener, (_, feeds) -> feeds > 1 ? feeds - 1 : null);
    }

    private static Map<String, Long> parse(String id) {
        if (!ID.matcher(id).matches()) {
            throw Problem.malformed(List.of(new Problem.FieldError(
                            "header:Last-Event-ID", "bad-format", "must be the id of an event of this order")))
                    .exception();
        }
        Map<String, Long> told = new TreeMap<>();
        for (String part : id.split("_")) {
            int dot = part.indexOf('.');
            told.put(part.substring(0, dot), Long.parseLong(part.substring(dot + 1)));
        }
        return told;
    }

    private static String id(Map<String, Long> told) {
        return told.entrySet().stream()
                .map(source -> source.getKey() + '.' + source.getValue())
                .collect(Collectors.joining("_"));
    }

    private final class Feed implements EventFeed {
        private final UUID orderId;
        private final String listener;
        private final Map<String, Long> told;
        private final Instant end = clock.instant().plus(LONGEST_FEED);
        private boolean atRest;

        Feed(UUID orderId, Map<String, Long> told, String listener) {
            this.listener = listener;
            this.orderId = orderId;
            this.told = told;
        }

        @Override
        public void close() {
            leave(listener);
        }

        @Override
        public Optional<List<Event>> next() {
            long before = consumed.getAsLong();
            List<Event> news = look();
            if (news.isEmpty() && !isOver()) {
                runtime.await(() -> false, PAUSE);
                runtime.await(() -> consumed.getAsLong() != before, KEEP_ALIVE);
                news = look();
            }
            return news.isEmpty() && isOver() ? Optional.empty() : Optional.of(news);
        }

        private boolean isOver() {
            return atRest || !clock.instant().isBefore(end);
        }

        private List<Event> look() {
            return queries.find(orderId)
                    .map(found -> {
                        DisplayStatus status = found.view().status();
                        List<Event> news = news(status);
                        atRest = AT_REST.contains(status);
                        return news;
                    })
                    .orElseGet(List::of);
        }

        private List<Event> news(DisplayStatus status) {
            List<Event> news = new ArrayList<>();
            for (TimelineEntry entry : queries.timeline(orderId)) {
                if (entry.position() > told.getOrDefault(entry.source(), 0L)) {
                    told.put(entry.source(), entry.position());
                    news.add(new Event(id(told), entry.type(), new Step(orderId, status, OrderBodies.entry(entry))));
                }
            }
            return news;
        }
    }
}
