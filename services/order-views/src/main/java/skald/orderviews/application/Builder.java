package skald.orderviews.application;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.RebuildMessages.BuildNext;
import skald.orderviews.application.RebuildMessages.Built;
import skald.toolkit.Effect;
import skald.toolkit.Feed;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Outcome;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Tx;

/**
 * Builds a generation of the read model from the beginning of all logs, beside the one that serves. Rows and positions
 * are committed together, so a step that is repeated goes on where the last commit was. When little is missing, the rest
 * is built while the service holds its batches, and the new generation takes over.
 *
 * <p>The live batches may be behind the new generation then and write some messages again; that has no effect, because
 * the fold takes every message twice without harm.
 */
public final class Builder implements Effect<BuildNext> {
    private static final Logger LOG = System.getLogger(Builder.class.getName());

    /** Per lane of a log: as many as a live batch takes, so that the swap holds the service for about one batch. */
    private static final int MOST_PER_LANE = 256;
    /** A step is a few seconds of work, far below the deadline of its effect. */
    private static final int MOST_BATCHES = 32;

    private final Generations generations;
    private final List<Feed> feeds;
    private final MessageTypes types;
    private final InstantSource clock;

    /** How far a rebuild that is under way has read; {@code null} while there is none. */
    private volatile @Nullable Map<SourceLane, Long> underWay;

    /** A builder that reads {@code feeds}; more may be added to the list before the service starts. */
    public Builder(Generations generations, List<Feed> feeds, MessageTypes types, InstantSource clock) {
        this.generations = generations;
        this.feeds = feeds;
        this.types = types;
        this.clock = clock;
    }

    @Override
    public Outcome perform(String key, BuildNext next) throws InterruptedException {
        long generation = next.generation();
        if (generations.active() < generation) {
            if (next.step() == 1) {
                generations.clear(generation);
            }
            beginReading(generation);
            String missing = missingLog();
            if (missing != null) {
                return new Outcome.NotHappened(missing);
            }
            if (!build(generation) || !generations.swap(generation, tx -> batch(tx, generation))) {
                return new Outcome.Known(new Built(next.projection(), generation, next.step(), false));
            }
            LOG.log(Level.INFO, "generation {0} of {1} serves", generation, next.projection());
        }
        underWay = null;
        if (generations.active() == generation) {
            // The old one goes at once: what is erased from now on would stay in it.
            generations.clear(generation - 1);
        }
        return new Outcome.Known(new Built(next.projection(), generation, next.step(), true));
    }

    /** From now on nothing is forgotten that is still to be read. What is forgotten already makes the reading fail. */
    private void beginReading(long generation) {
        try (Tx tx = generations.begin()) {
            underWay = Map.copyOf(generations.built(tx, generation));
        }
    }

    /** How far messages of that lane may be forgotten for all that a rebuild still reads. */
    public long needsAfter(SourceLane source) {
        Map<SourceLane, Long> positions = underWay;
        return positions == null ? Long.MAX_VALUE : positions.getOrDefault(source, 0L);
    }

    /** Builds for a while; {@code true} if nothing was missing at the end. */
    private boolean build(long generation) throws InterruptedException {
        for (int i = 0; i < MOST_BATCHES; i++) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the rebuild was interrupted");
            }
            try (Tx tx = generations.begin()) {
                boolean complete = batch(tx, generation);
                tx.commit();
                beginReading(generation);
                if (complete) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A log that has not reached again what was consumed of it is not there yet: its service is still starting. */
    private @Nullable String missingLog() {
        try (Tx tx = generations.begin()) {
            for (var consumed : generations.consumed(tx).entrySet()) {
                SourceLane source = consumed.getKey();
                boolean isThere = feeds.stream()
                        .anyMatch(feed -> feed.source().equals(source.source())
                                && source.lane() < feed.lanes()
                                && feed.head(source.lane()) >= consumed.getValue());
                if (!isThere) {
                    return "the log of " + source.source() + " cannot be read yet";
                }
            }
        }
        return null;
    }

    /** Builds one batch without committing it; {@code true} if it reached the end of all logs. */
    private boolean batch(Tx tx, long generation) {
        Map<SourceLane, Long> built = generations.built(tx, generation);
        Map<SourceLane, Long> reached = new HashMap<>();
        List<Message<?>> messages = new ArrayList<>();
        boolean complete = true;
        for (Feed feed : feeds) {
            for (int lane = 0; lane < feed.lanes(); lane++) {
                SourceLane source = new SourceLane(feed.source(), lane);
                long from = built.getOrDefault(source, 0L);
                // Asked before reading: what comes later is not missing, since no live batch can have read it yet.
                long head = feed.head(lane);
                List<LogEntry> entries = feed.read(lane, from, MOST_PER_LANE);
                entries.forEach(entry -> addTo(messages, entry, source));
                long to = entries.isEmpty() ? from : entries.getLast().position();
                reached.put(source, to);
                complete &= to >= head && entries.size() < MOST_PER_LANE;
            }
        }
        write(tx, generation, messages);
        generations.note(tx, generation, reached);
        return complete;
    }

    private void addTo(List<Message<?>> messages, LogEntry entry, SourceLane source) {
        if (!types.knows(entry.type())) {
            return;
        }
        String id = source.source() + '/' + source.lane() + '/' + entry.position();
        try {
            Object body = entry.decoded() != null ? entry.decoded() : types.decode(entry.type(), entry.body());
            messages.add(new Message<>(id, entry.key(), body, entry.at(), null, entry.trace()));
        } catch (IllegalArgumentException e) {
            // The running service has it among its dead letters.
            LOG.log(Level.WARNING, "message {0} cannot be read: {1}", id, e.getMessage());
        }
    }

    private void write(Tx tx, long generation, List<Message<?>> messages) {
        Map<Class<?>, Handler<?>> handlers = new Projector(generations.building(generation), types).handlers();
        Replay replay = new Replay(clock.instant());
        List<Message<?>> readable = new ArrayList<>();
        for (Message<?> message : messages) {
            if (handlers.containsKey(message.body().getClass())
                    && succeeds(message, () -> needs(replay, handlers, message))) {
                readable.add(message);
            }
        }
        replay.load(tx);
        readable.forEach(message -> succeeds(message, () -> decide(replay, handlers, message)));
        replay.save(tx);
    }

    private static boolean succeeds(Message<?> message, Runnable decision) {
        try {
            decision.run();
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "message {0} is left out of the rebuild: {1}", message.id(), e);
            return false;
        }
    }

    @SuppressWarnings("unchecked") // the projector pairs each class with its handler
    private static <B> void needs(Replay replay, Map<Class<?>, Handler<?>> handlers, Message<B> message) {
        replay.needs((Handler<B>) handlers.get(message.body().getClass()), message);
    }

    @SuppressWarnings("unchecked") // the projector pairs each class with its handler
    private static <B> void decide(Replay replay, Map<Class<?>, Handler<?>> handlers, Message<B> message) {
        replay.decide((Handler<B>) handlers.get(message.body().getClass()), message);
    }
}
