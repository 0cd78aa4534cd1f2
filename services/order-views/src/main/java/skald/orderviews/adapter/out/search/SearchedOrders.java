package skald.orderviews.adapter.out.search;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import skald.orderviews.adapter.out.PostgresOrderQueries;
import skald.orderviews.adapter.out.SearchChanges;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.application.SearchAwayException;
import skald.orderviews.application.SearchIndex;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.TimelineEntry;
import skald.toolkit.Scheduler;
import skald.toolkit.Store;
import skald.toolkit.Tx;

/**
 * Lists and searches in the index; an order whose id is known is read from its row, which is never behind. Thread-safe.
 */
public final class SearchedOrders implements OrderQueries, SearchIndex {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Store store;
    private final SearchChanges changes;
    private final PostgresOrderQueries orders;
    private final OrderIndex index;
    private final SearchIndexing indexing;
    private final Scheduler scheduler;

    /**
     * Over {@code orders}, whose tables note their changes.
     *
     * @param name what the names of the indexes begin with
     */
    public SearchedOrders(
            Store store, PostgresOrderQueries orders, SearchServer server, String name, Scheduler scheduler) {
        this.store = store;
        this.changes = new SearchChanges();
        this.orders = orders;
        this.index = new OrderIndex(server, name);
        this.indexing = new SearchIndexing(store, changes, orders, index);
        this.scheduler = scheduler;
    }

    /** The work that keeps the index current; it goes on for as long as turns are given. */
    public Scheduler.Turns indexing() {
        return indexing;
    }

    @Override
    public void rebuild() {
        try (Tx tx = store.begin()) {
            SearchChanges.askRebuild(tx);
            tx.commit();
        }
    }

    @Override
    public Standing standing() {
        try (Tx tx = store.begin()) {
            SearchChanges.Progress progress = changes.progress(tx, index.alias());
            return new Standing(progress.serving(), changes.count(tx), progress.building(), progress.built());
        }
    }

    @Override
    public List<ListedOrder> list(OrderSearch search) {
        try {
            return index.search(search);
        } catch (SearchAwayException e) {
            indexing.lookAgain();
            throw e;
        }
    }

    @Override
    public boolean awaitListed(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        long last = ask(changes::last);
        while (ask(changes::first) <= last) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            scheduler.pause(BETWEEN_LOOKS);
        }
        index.refreshServing();
        return true;
    }

    private long ask(ToLongFunction<Tx> question) {
        try (Tx tx = store.begin()) {
            return question.applyAsLong(tx);
        }
    }

    @Override
    public Optional<FoundOrder> find(UUID orderId) {
        return orders.find(orderId);
    }

    @Override
    public List<TimelineEntry> timeline(UUID orderId) {
        return orders.timeline(orderId);
    }

    @Override
    public List<OrderView> placed(@Nullable UUID after, int max) {
        return orders.placed(after, max);
    }
}
