package skald.platform.importer;

import java.time.Duration;
import skald.platform.client.Time;

/** How long to wait for something that is not in our hands. */
record Deadline(Time time, long startNanos, Duration most) {

    static Deadline in(Duration most, Time time) {
        return new Deadline(time, time.nanos(), most);
    }

    boolean isOver() {
        return time.since(startNanos).compareTo(most) > 0;
    }
}
