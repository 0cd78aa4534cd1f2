package skald.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import skald.toolkit.Feed;
import skald.toolkit.Store.LogEntry;

/** A log on its way to one reader: told late or not at all, looked at now and then, read in pieces. */
public final class Transport implements Feed {
    /** A reader that was not told looks by itself. */
    private static final long POLL_MICROS = World.micros(Duration.ofMillis(700));

    private static final long LONGEST_PARTITION_MICROS = World.micros(Duration.ofSeconds(40));
    private static final long LATEST_MICROS = World.micros(Duration.ofSeconds(3));

    private final World world;
    private final Life reader;
    private final String source;
    private final Log log;
    private final long[] visible;
    private final List<Runnable> signals = new ArrayList<>();
    private long lookedAt;
    private long awayUntil;

    Transport(World world, Life reader, String source, Log log, int lanes) {
        this.world = world;
        this.reader = reader;
        this.source = source;
        this.log = log;
        this.visible = new long[lanes];
        look();
    }

    private void look() {
        world.aside(() -> {
            for (int lane = 0; lane < visible.length; lane++) {
                visible[lane] = log.head(lane);
            }
            return true;
        });
        lookedAt = world.nowMicros();
    }

    /** Tells the reader, sooner or later or not at all, that the log has more. */
    public void told() {
        if (reader.dead || world.strikes(Fault.SIGNAL_LOST)) {
            return;
        }
        long delay = world.strikes(Fault.LATE_DELIVERY) ? world.someMicros(LATEST_MICROS) : world.soon();
        world.schedule(world.nowMicros() + delay, reader, "told", () -> {
            look();
            signals.forEach(Runnable::run);
        });
    }

    /** Whether nobody reads with it any more. */
    boolean isOver() {
        return reader.dead;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public int lanes() {
        return visible.length;
    }

    @Override
    public long head(int lane) {
        if (world.nowMicros() - lookedAt >= POLL_MICROS) {
            look();
        }
        return visible[lane];
    }

    @Override
    public List<LogEntry> read(int lane, long after, int max) {
        if (world.strikes(Fault.PARTITION)) {
            awayUntil = world.nowMicros() + world.someMicros(LONGEST_PARTITION_MICROS);
        }
        if (!world.isHealed() && awayUntil > world.nowMicros() || world.strikes(Fault.READ_FAILS)) {
            throw new ConnectionLostException("the transport is away");
        }
        int most = (int) Math.min(max, Math.max(0, visible[lane] - after));
        int asked = most > 1 && world.strikes(Fault.SHORT_READ) ? world.random().nextInt(1, most) : most;
        List<LogEntry> entries = world.aside(() -> log.read(lane, after, asked));
        return entries.stream().map(Transport::encoded).toList();
    }

    /** Another process gets bytes. */
    private static LogEntry encoded(LogEntry entry) {
        return new LogEntry(
                entry.lane(),
                entry.position(),
                entry.type(),
                entry.key(),
                entry.saga(),
                entry.cause(),
                entry.trace(),
                entry.at(),
                entry.body(),
                null);
    }

    @Override
    public void onAppend(Runnable signal) {
        signals.add(signal);
    }
}
