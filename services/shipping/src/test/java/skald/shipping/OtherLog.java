package skald.shipping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import skald.contracts.Contracts;
import skald.toolkit.Feed;
import skald.toolkit.MessageTypes;
import skald.toolkit.SagaRef;
import skald.toolkit.Store.LogEntry;

/** The log of another service, as far as shipping cares. */
final class OtherLog implements Feed {
    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    private final String source;
    private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    OtherLog(String source) {
        this.source = source;
    }

    synchronized void send(String key, Object message, @Nullable SagaRef saga) {
        entries.add(new LogEntry(
                0,
                entries.size() + 1,
                TYPES.name(message.getClass()),
                key,
                saga == null ? null : saga.text(),
                null,
                null,
                Instant.EPOCH,
                TYPES.encode(message),
                null));
        listeners.forEach(Runnable::run);
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
        return entries.size();
    }

    @Override
    public List<LogEntry> read(int lane, long after, int max) {
        List<LogEntry> all = new ArrayList<>(entries);
        return all.subList((int) after, (int) Math.min(all.size(), after + max));
    }

    @Override
    public void onAppend(Runnable signal) {
        listeners.add(signal);
    }
}
