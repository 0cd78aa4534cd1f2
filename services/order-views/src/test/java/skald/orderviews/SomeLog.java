package skald.orderviews;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import skald.contracts.Contracts;
import skald.toolkit.Feed;
import skald.toolkit.MessageTypes;
import skald.toolkit.Store.LogEntry;

/** The log of a service that a test writes, with two lanes. Thread-safe. */
public final class SomeLog implements Feed {

    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    private final String source;
    private final List<List<LogEntry>> lanes = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Runnable> signals = new ArrayList<>();

    public SomeLog(String source) {
        this.source = source;
    }

    /** Writes a message; gives its position, such as {@code orders.0.17}. */
    public String append(UUID key, Object body, Instant at) {
        int lane = Math.floorMod(key.hashCode(), lanes.size());
        List<Runnable> told;
        long position;
        synchronized (this) {
            position = lanes.get(lane).size() + 1;
            String type = TYPES.name(body.getClass());
            byte[] json = TYPES.encode(body);
            lanes.get(lane).add(new LogEntry(lane, position, type, key.toString(), null, null, null, at, json, null));
            told = List.copyOf(signals);
        }
        told.forEach(Runnable::run);
        return source + '.' + lane + '.' + position;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int lanes() {
        return lanes.size();
    }

    @Override
    public synchronized long head(int lane) {
        return lanes.get(lane).size();
    }

    @Override
    public synchronized List<LogEntry> read(int lane, long after, int max) {
        List<LogEntry> log = lanes.get(lane);
        int from = (int) Math.min(after, log.size());
        return List.copyOf(log.subList(from, Math.min(from + max, log.size())));
    }

    @Override
    public synchronized void onAppend(Runnable signal) {
        signals.add(signal);
    }
}
