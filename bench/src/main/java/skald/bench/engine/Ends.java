package skald.bench.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import skald.bench.Ending;
import skald.bench.engine.Messages.OrderConfirmed;
import skald.bench.engine.Messages.OrderRejected;
import skald.toolkit.Feed;
import skald.toolkit.Store.LogEntry;

/** Reads the log of the orders, as it is committed, for the ends of the orders that somebody waits for. */
final class Ends implements AutoCloseable {
    private static final int MOST_AT_ONCE = 1_000;
    private static final Set<String> ENDS =
            Set.of(Messages.TYPES.name(OrderConfirmed.class), Messages.TYPES.name(OrderRejected.class));

    private final Feed feed;
    private final Map<String, Ending> waiting = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean stopping;

    Ends(Feed feed) {
        this.feed = feed;
        this.thread = Thread.ofPlatform().name("ends").unstarted(this::read);
        feed.onAppend(() -> LockSupport.unpark(thread));
        thread.start();
    }

    void expect(String orderId, Ending ending) {
        waiting.put(orderId, ending);
    }

    private void read() {
        long[] consumed = new long[feed.lanes()];
        while (!stopping) {
            boolean found = false;
            for (int lane = 0; lane < consumed.length; lane++) {
                List<LogEntry> entries = feed.read(lane, consumed[lane], MOST_AT_ONCE);
                if (!entries.isEmpty()) {
                    found = true;
                    consumed[lane] = entries.getLast().position();
                    entries.forEach(this::tell);
                }
            }
            if (!found) {
                LockSupport.park(this);
            }
        }
    }

    private void tell(LogEntry entry) {
        if (ENDS.contains(entry.type())) {
            Ending ending = waiting.remove(entry.key());
            if (ending != null) {
                ending.ended();
            }
        }
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
    }
}
