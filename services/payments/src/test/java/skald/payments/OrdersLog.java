package skald.payments;

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

/** The log of the orders service, as far as payments cares: commands of saga steps. */
final class OrdersLog implements Feed {
    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    private final List<LogEntry> entries = new CopyOnWriteArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    synchronized void send(String orderId, Object command, @Nullable SagaRef saga) {
        entries.add(new LogEntry(
                0,
                entries.size() + 1,
                TYPES.name(command.getClass()),
                orderId,
                saga == null ? null : saga.text(),
                null,
                null,
                Instant.EPOCH,
                TYPES.encode(command),
                null));
        listeners.forEach(Runnable::run);
    }

    @Override
    public String source() {
        return "orders";
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
