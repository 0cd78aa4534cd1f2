package skald.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import skald.contracts.Contracts;
import skald.toolkit.Feed;
import skald.toolkit.MessageTypes;
import skald.toolkit.SagaRef;
import skald.toolkit.Store.LogEntry;

/** The log of another service, written by the test. Thread-safe. */
final class CommandLog implements Feed {
    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    private final String source;
    private final List<LogEntry> entries = new ArrayList<>();
    private int seen = Integer.MAX_VALUE; // guarded by entries
    private final List<Runnable> signals = new CopyOnWriteArrayList<>();

    CommandLog(String source) {
        this.source = source;
    }

    /** What is written from now on is seen together, at {@link #go}. */
    void hold() {
        synchronized (entries) {
            seen = entries.size();
        }
    }

    void go() {
        synchronized (entries) {
            seen = Integer.MAX_VALUE;
        }
        signals.forEach(Runnable::run);
    }

    void write(String key, Object body) {
        write(key, body, null);
    }

    void write(String key, Object body, @Nullable SagaRef saga) {
        synchronized (entries) {
            byte[] json = TYPES.encode(body);
            entries.add(new LogEntry(
                    0,
                    entries.size() + 1,
                    TYPES.name(body.getClass()),
                    key,
                    saga == null ? null : saga.text(),
                    null,
                    null,
                    SomeGoods.NOON,
                    json,
                    null));
        }
        signals.forEach(Runnable::run);
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public long head(int lane) {
        synchronized (entries) {
            return Math.min(seen, entries.size());
        }
    }

    @Override
    public List<LogEntry> read(int lane, long after, int max) {
        synchronized (entries) {
            return List.copyOf(entries.subList((int) after, (int) Math.min(entries.size(), after + max)));
        }
    }

    @Override
    public void onAppend(Runnable signal) {
        signals.add(signal);
    }
}
