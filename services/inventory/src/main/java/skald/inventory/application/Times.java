package skald.inventory.application;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import skald.toolkit.Work;

/** The time as it is kept: in microseconds, which every store keeps without rounding. */
final class Times {
    private Times() {}

    static Instant now(Work work) {
        return work.now().truncatedTo(ChronoUnit.MICROS);
    }
}
