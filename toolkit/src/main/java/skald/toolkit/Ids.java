package skald.toolkit;

import java.util.UUID;

/** Source of new ids: UUIDv7 (RFC 9562) in production, a seeded sequence in tests. Thread-safe. */
@FunctionalInterface
public interface Ids {

    /** An id that was never given out before; later ids sort after earlier ones. */
    UUID next();
}
