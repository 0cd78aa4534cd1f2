package skald.platform.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The one place where these tests wait. */
final class Waiting {
    /** Far longer than anything takes on a busy machine; only a failing test waits that long. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private Waiting() {}

    /** Looks until it is {@code so}, and fails with what was seen last. */
    static <T> T until(String what, Supplier<T> look, Predicate<? super T> so) {
        long start = System.nanoTime();
        T seen = look.get();
        while (!so.test(seen)) {
            if (System.nanoTime() - start > LONGEST.toNanos()) {
                throw new AssertionError("not within " + LONGEST + ": " + what + "; last seen: " + seen);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            seen = look.get();
        }
        return seen;
    }
}
