package skald.orderviews.adapter.out;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.orderviews.adapter.out.InMemoryGeneration.Document;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.Placement;
import skald.orderviews.domain.TimelineEntry;
import skald.toolkit.Versioned;

/** Queries of the maps: they look at every order, which is right for the sizes that fit into memory. */
public final class InMemoryOrderQueries implements OrderQueries {

    private record Placed(OrderView view, Placement placement) {}

    private static final Comparator<Placed> NEWEST_FIRST = Comparator.<Placed, Instant>comparing(
                    placed -> placed.placement().placedAt())
            .thenComparing(placed -> placed.view().orderId())
            .reversed();

    private final InMemoryReadModel model;

    public InMemoryOrderQueries(InMemoryReadModel model) {
        this.model = model;
    }

    @Override
    public Optional<FoundOrder> find(UUID orderId) {
        InMemoryGeneration generation = model.serving();
        Versioned<OrderView> view = generation.views.get(orderId);
        Document document = generation.documents.get(orderId);
        if (view == null || view.state().placement() == null || document == null) {
            return Optional.empty();
        }
        return Optional.of(new FoundOrder(view.state(), view.state().placement(), document.details()));
    }

    @Override
    public List<ListedOrder> list(OrderSearch search) {
        InMemoryGeneration generation = model.serving();
        return placed(generation)
                .filter(placed -> fits(placed, search))
                .filter(placed -> generation.matches(placed.view().orderId(), search.words()))
                .sorted(NEWEST_FIRST)
                .limit(search.limit())
                .map(placed -> listed(placed, generation))
                .toList();
    }

    private static Stream<Placed> placed(InMemoryGeneration generation) {
        return generation.views.values().stream().flatMap(view -> {
            Placement placement = view.state().placement();
            return placement == null ? Stream.empty() : Stream.of(new Placed(view.state(), placement));
        });
    }

    private static boolean fits(Placed placed, OrderSearch search) {
        Placement placement = placed.placement();
        return (search.userId() == null || search.userId().equals(placement.userId()))
                && (search.statuses().isEmpty()
                        || search.statuses().contains(placed.view().status()))
                && (search.placedAfter() == null || placement.placedAt().isAfter(search.placedAfter()))
                && (search.placedBefore() == null || placement.placedAt().isBefore(search.placedBefore()))
                && (search.after() == null || comesAfter(placed, search.after()));
    }

    private static boolean comesAfter(Placed placed, OrderSearch.After last) {
        int byTime = placed.placement().placedAt().compareTo(last.placedAt());
        return byTime < 0 || byTime == 0 && placed.view().orderId().compareTo(last.orderId()) < 0;
    }

    private static ListedOrder listed(Placed placed, InMemoryGeneration generation) {
        var details = generation.documents.get(placed.view().orderId()).details();
        return new ListedOrder(
                placed.view(),
                placed.placement(),
                details.customerName(),
                details.reference(),
                details.lines().size());
    }

    @Override
    public List<TimelineEntry> timeline(UUID orderId) {
        var entries = model.serving().timelines.get(orderId);
        return entries == null ? List.of() : List.copyOf(entries);
    }

    @Override
    public List<OrderView> placed(@Nullable UUID after, int max) {
        return placed(model.serving())
                .map(Placed::view)
                .filter(view -> after == null || view.orderId().compareTo(after) > 0)
                .limit(max)
                .toList();
    }
}
