package skald.toolkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import skald.toolkit.Store.LogEntry;

/** The log of the service {@code commander}, which orders others to add. */
final class CommandLog implements Feed {
    private static final MessageTypes TYPES = MessageTypes.of("test", Bench.Add.class);

    private final List<LogEntry> entries = new ArrayList<>();

    CommandLog add(String key, long amount) {
        return append("test.add.v1", key, TYPES.encode(new Bench.Add(amount)));
    }

    CommandLog append(String type, String key, byte[] body) {
        entries.add(new LogEntry(0, entries.size() + 1, type, key, null, null, null, Instant.EPOCH, body, null));
        return this;
    }

    @Override
    public String source() {
        return "commander";
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
        return entries.stream().skip(after).limit(max).toList();
    }

    @Override
    public void onAppend(Runnable signal) {}
}
