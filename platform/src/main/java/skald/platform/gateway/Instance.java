package skald.platform.gateway;

import java.net.URI;
import java.time.Duration;

/**
 * One process of a service, as the gateway has seen it lately: a circuit breaker (Nygard, Release It!). After some failures in
 * a row it is left alone for a moment; then one request tries it. Thread-safe.
 */
final class Instance {
    private static final int FAILURES_IN_A_ROW = 3;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(2);

    private final URI url;
    private int failures;
    private long tryAgainAt;

    Instance(URI url) {
        this.url = url;
    }

    URI url() {
        return url;
    }

    /** Whether a request may be sent there; if it is a trial after failures, the next ones wait for its outcome. */
    synchronized boolean mayBeAsked(long nanos) {
        if (failures < FAILURES_IN_A_ROW) {
            return true;
        }
        if (nanos - tryAgainAt < 0) {
            return false;
        }
        tryAgainAt = nanos + LEFT_ALONE.toNanos();
        return true;
    }

    /** Whether requests go there. */
    synchronized boolean isClosed() {
        return failures < FAILURES_IN_A_ROW;
    }

    synchronized void answered() {
        failures = 0;
    }

    synchronized void failed(long nanos) {
        failures++;
        tryAgainAt = nanos + LEFT_ALONE.toNanos();
    }
}
