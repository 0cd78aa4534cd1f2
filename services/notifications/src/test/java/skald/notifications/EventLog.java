package skald.notifications;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import skald.contracts.Contracts;
import skald.toolkit.Feed;
import skald.toolkit.MessageTypes;
import skald.toolkit.Store.LogEntry;

/** The log of another service, written by the test. */
final class EventLog implements Feed {
    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    private final String source;
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<Runnable> signals = new CopyOnWriteArrayList<>();

    EventLog(String source) {
        this.source = source;
    }

    void publish(String key, Object event) {
        synchronized (this) {
            entries.add(new LogEntry(
                    0,
                    entries.size() + 1,
                    TYPES.name(event.getClass()),
                    key,
                    null,
                    null,
                    null,
                    SomeMail.NOON,
                    TYPES.encode(event),
                    null));
        }
        signal();
    }

    /** Has the readers look again, as if something was written. */
    void signal() {
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
    public synchronized long head(int lane) {
        return entries.size();
    }

    @Override
    public synchronized List<LogEntry> read(int lane, long after, int max) {
        return List.copyOf(entries.subList((int) after, (int) Math.min(entries.size(), after + max)));
    }

    @Override
    public void onAppend(Runnable signal) {
        signals.add(signal);
    }
}
