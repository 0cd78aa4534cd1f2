package skald.orderviews.adapter.out.search;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import skald.orderviews.adapter.out.PostgresOrderQueries;
import skald.orderviews.adapter.out.SearchChanges;
import skald.orderviews.adapter.out.SearchChanges.Noted;
import skald.orderviews.adapter.out.SearchChanges.Progress;
import skald.orderviews.application.FoundOrder;
import skald.toolkit.Scheduler;
import skald.toolkit.Store;
import skald.toolkit.Tx;

/**
 * Carries orders from the tables to the index: those that have changed, and all of them when an index is filled anew beside the one
 * that serves. What an order looks like is read when it is written, under a lock and with a version of that moment, so
 * that it does not matter how often or in which order orders were noted, nor when a write that was given up arrives.
 *
 * <p>Taken by one thread at a time; several processes may have one each.
 */
final class SearchIndexing implements Scheduler.Turns {
    private static final Logger LOG = System.getLogger(SearchIndexing.class.getName());

    /** A megabyte or less of documents. */
    private static final int MOST_AT_ONCE = 500;

    /** Far below what the index itself takes to show a document. */
    private static final Duration IDLE = Duration.ofMillis(100);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final Store store;
    private final SearchChanges changes;
    private final PostgresOrderQueries orders;
    private final OrderIndex index;
    private boolean away;
    /** Whether the indexes were seen to be there since the last failure. */
    private volatile boolean checked;

    SearchIndexing(Store store, SearchChanges changes, PostgresOrderQueries orders, OrderIndex index) {
        this.store = store;
        this.changes = changes;
        this.orders = orders;
        this.index = index;
    }

    @Override
    public Duration take() {
        try {
            boolean more = step();
            if (away) {
                away = false;
                LOG.log(Level.INFO, "the search engine takes orders again");
            }
            return more ? Duration.ZERO : IDLE;
        } catch (RuntimeException e) {
            checked = false;
            if (!away) {
                away = true;
                LOG.log(Level.WARNING, "the search index falls behind and will catch up: {0}", e.getMessage());
            }
            return AFTER_FAILURE;
        }
    }

    /** Has the indexes looked after in the next turn: somebody has missed one. */
    void lookAgain() {
        checked = false;
    }

    /**
     * Writes some orders.
     *
     * @return whether there may be more to do
     */
    boolean step() {
        Progress after;
        Progress before;
        boolean more;
        try (Tx tx = store.begin()) {
            if (!changes.tryAlone(tx)) {
                return false;
            }
            before = begun(tx, changes.progress(tx, index.alias()));
            long version = changes.version(tx);
            List<Noted> noted = changes.waiting(tx, MOST_AT_ONCE);
            List<FoundOrder> changed =
                    orders.find(noted.stream().map(Noted::orderId).distinct().toList());
            if (before.serving() > 0) {
                index.write(before.serving(), changed, version);
            }
            after = before;
            Long building = before.building();
            if (building != null) {
                index.write(building, changed, version);
                after = filled(before, building, version);
            }
            changes.done(tx, noted);
            if (!after.equals(before)) {
                changes.note(tx, index.alias(), after);
            }
            more = noted.size() == MOST_AT_ONCE || after.building() != null;
            tx.commit();
        }
        if (!checked || after.serving() != before.serving()) {
            index.dropOthers(after.serving(), after.building());
            checked = true;
        }
        return more;
    }

    /** A new index is begun if somebody asked for it, there is none, or somebody has deleted the one that is written. */
    private Progress begun(Tx tx, Progress progress) {
        boolean asked = changes.takeRebuild(tx);
        if (!asked && checked) {
            return progress;
        }
        boolean servingIsThere = progress.serving() > 0 && index.isThere(progress.serving());
        if (servingIsThere && !index.isServed(progress.serving())) {
            index.serve(progress.serving());
        }
        Long building = progress.building();
        boolean needed = asked || (building == null ? !servingIsThere : !index.isThere(building));
        if (!needed) {
            return progress;
        }
        long next = (building == null ? progress.serving() : building) + 1;
        index.create(next);
        Progress begun = new Progress(servingIsThere ? progress.serving() : 0, next, null, 0);
        changes.note(tx, index.alias(), begun);
        checked = false;
        return begun;
    }

    private Progress filled(Progress progress, long building, long version) {
        List<FoundOrder> next = orders.findAfter(progress.builtTo(), MOST_AT_ONCE);
        index.write(building, next, version);
        if (next.size() == MOST_AT_ONCE) {
            UUID last = next.getLast().view().orderId();
            return new Progress(progress.serving(), building, last, progress.built() + next.size());
        }
        index.refresh(building);
        index.serve(building);
        LOG.log(
                Level.INFO,
                "search index {0} serves with {1} orders",
                index.alias() + '-' + building,
                progress.built() + next.size());
        return new Progress(building, null, null, progress.built() + next.size());
    }
}
