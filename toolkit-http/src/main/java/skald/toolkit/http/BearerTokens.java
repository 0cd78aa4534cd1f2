package skald.toolkit.http;

import java.util.Optional;

/** Says whose a token is. Thread-safe. */
@FunctionalInterface
public interface BearerTokens {

    /** Whose it is; empty if it is not one of these, or no longer. */
    Optional<Caller> callerWith(String token);
}
