package skald.platform.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import skald.bench.Ending;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderRejected;
import skald.toolkit.Feed;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.SourceLane;

/**
 * Sees when the read model shows an order as confirmed or rejected: it finds the message in the log of the orders, and
 * waits until the read model has committed what it made of it.
 */
final class ViewWatch implements AutoCloseable {
    private static final int MOST_AT_ONCE = 1_000;

    // Only a safety net: every batch of the read model wakes the watch.
    private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

    private record End(long position, String orderId) {}

    private final Feed feed;
    private final Service views;
    private final Set<String> ends;
    private final long[] found;
    private final List<Queue<End>> pending;
    private final Map<String, Ending> waiting = new HashMap<>();
    private final Map<String, Boolean> early = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopping;

    ViewWatch(Feed orders, Service views, MessageTypes types) {
        this.feed = orders;
        this.views = views;
        this.ends = Set.of(types.name(OrderConfirmed.class), types.name(OrderRejected.class));
        this.found = new long[orders.lanes()];
        this.pending = java.util.stream.IntStream.range(0, found.length)
                .<Queue<End>>mapToObj(_ -> new ArrayDeque<>())
                .toList();
        for (int lane = 0; lane < found.length; lane++) {
            found[lane] = orders.head(lane);
        }
        this.thread = Thread.ofPlatform().name("view-watch").daemon().start(this::watch);
    }

    Thread thread() {
        return thread;
    }

    /** {@code ending} is told when the order is at its end and shown so, which may be so already. */
    void expect(String orderId, Ending ending) {
        synchronized (waiting) {
            if (early.remove(orderId) == null) {
                waiting.put(orderId, ending);
                return;
            }
        }
        ending.ended();
    }

    private void watch() {
        while (!stopping) {
            boolean moved = false;
            for (int lane = 0; lane < found.length; lane++) {
                moved |= find(lane) | tell(lane);
            }
            if (!moved) {
                views.await(this::canMove, LONGEST_WAIT);
            }
        }
    }

    private boolean canMove() {
        for (int lane = 0; lane < found.length; lane++) {
            End next = pending.get(lane).peek();
            if (stopping || feed.head(lane) > found[lane] || next != null && isShown(lane, next)) {
                return true;
            }
        }
        return false;
    }

    private boolean find(int lane) {
        List<LogEntry> entries = feed.read(lane, found[lane], MOST_AT_ONCE);
        for (LogEntry entry : entries) {
            found[lane] = entry.position();
            if (ends.contains(entry.type())) {
                pending.get(lane).add(new End(entry.position(), entry.key()));
            }
        }
        return !entries.isEmpty();
    }

    private boolean tell(int lane) {
        Queue<End> queue = pending.get(lane);
        boolean told = false;
        for (End next = queue.peek(); next != null && isShown(lane, next); next = queue.peek()) {
            queue.remove();
            tell(next.orderId());
            told = true;
        }
        return told;
    }

    private boolean isShown(int lane, End end) {
        return views.consumed(new SourceLane(feed.source(), lane)) >= end.position();
    }

    private void tell(String orderId) {
        Ending ending;
        synchronized (waiting) {
            ending = waiting.remove(orderId);
            if (ending == null) {
                early.put(orderId, true);
                return;
            }
        }
        ending.ended();
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
