package skald.toolkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Whether there is room for new work. What was accepted is carried to its end in any case; so that it does not wait ever
 * longer, something new is refused at the door while more waits behind it than is done within some seconds. Thread-safe.
 */
public final class Admission {

    /**
     * What waits in one service.
     *
     * @param messages of logs that it has not consumed
     * @param effects calls to the outside that have not begun
     */
    public record Backlog(String service, long messages, long effects) {}

    /** At some thousand messages a second these are a few seconds of work. */
    public static final long MOST_MESSAGES = 20_000;

    /** As many as a lane keeps in memory: more only wait in the table, for an outside that does not keep up. */
    public static final long MOST_EFFECTS = EffectQueue.MOST_IN_MEMORY;

    /** How long an answer stands: looking on every request would cost more than it protects. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(20);

    private record Look(Instant until, Optional<String> refusal) {}

    private final InstantSource clock;
    private final Supplier<List<Backlog>> backlogs;
    private final AtomicReference<Look> last = new AtomicReference<>(new Look(Instant.EPOCH, Optional.empty()));

    /** Judges by what {@code backlogs} tells. */
    public Admission(InstantSource clock, Supplier<List<Backlog>> backlogs) {
        this.clock = clock;
        this.backlogs = backlogs;
    }

    /** Judges by what waits in these services. */
    public static Admission over(InstantSource clock, List<Service> services) {
        List<Service> all = List.copyOf(services);
        return new Admission(clock, () -> all.stream().map(Service::backlog).toList());
    }

    /**
     * Returns if there is room.
     *
     * @throws OverloadedException if there is none; later there may be
     */
    public void requireRoom() {
        Instant now = clock.instant();
        Look look = last.get();
        // A clock that has jumped back must not make an answer stand for long.
        if (!now.isBefore(look.until()) || now.isBefore(look.until().minus(LOOK_AGAIN_AFTER))) {
            look = new Look(now.plus(LOOK_AGAIN_AFTER), refusal());
            last.set(look);
        }
        look.refusal().ifPresent(reason -> {
            throw new OverloadedException(reason);
        });
    }

    private Optional<String> refusal() {
        for (Backlog backlog : backlogs.get()) {
            if (backlog.messages() > MOST_MESSAGES || backlog.effects() >= MOST_EFFECTS) {
                return Optional.of(
                        "The %s service has %d messages and %d calls to the outside waiting; new work is taken when they are fewer. What was accepted goes on."
                                .formatted(backlog.service(), backlog.messages(), backlog.effects()));
            }
        }
        return Optional.empty();
    }
}
