package skald.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import skald.toolkit.Decorator;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Work;
import skald.toolkit.memory.InMemoryRows;

/** Remembers which messages of logs a service has decided, in the transactions of the decisions. */
final class Witness implements Decorator {

    /** A message of a log that was decided. */
    private record Decided(String id, String key) {}

    private final InMemoryRows<Decided> rows = new InMemoryRows<>();

    @Override
    public <B> Handler<B> handler(Class<?> body, Handler<B> handler) {
        return new Handler<>() {
            @Override
            public void needs(Message<B> message, Needs needs) {
                handler.needs(message, needs);
            }

            @Override
            public void decide(Message<B> message, Work work) {
                handler.decide(message, work);
                if (message.isLogged()) {
                    work.append(rows, new Decided(message.id(), message.key()));
                }
            }
        };
    }

    /** What is wrong with how {@code reader} consumed a log: everything once, and in the order of each key. */
    List<String> broken(String reader, String source, List<LogEntry> wanted) {
        List<String> broken = new ArrayList<>();
        Map<String, Integer> decided = new HashMap<>();
        Map<String, Long> lastOfKey = new HashMap<>();
        rows.all().filter(row -> row.id().startsWith(source + '/')).forEach(row -> {
            decided.merge(row.id(), 1, Integer::sum);
            long position = Long.parseLong(row.id().substring(row.id().lastIndexOf('/') + 1));
            Long before = lastOfKey.put(row.key(), position);
            if (before != null && before > position) {
                broken.add("12-13: " + reader + " decided " + row.id() + " after " + before + " of the same key");
            }
        });
        for (LogEntry entry : wanted) {
            String id = source + '/' + entry.lane() + '/' + entry.position();
            int times = decided.getOrDefault(id, 0);
            if (times != 1) {
                broken.add("12: " + reader + " decided " + id + " (" + entry.type() + ") " + times + " times");
            }
        }
        return broken;
    }
}
