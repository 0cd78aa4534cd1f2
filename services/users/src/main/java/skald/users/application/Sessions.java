package skald.users.application;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import skald.users.domain.Session;

/**
 * Port to the sessions. They are no states of a decision: nobody else hears of them, and each change is one statement.
 */
public interface Sessions {

    void open(Session session);

    /**
     * Replaces the secret of a session, if it is not over and {@code usedHash} is its secret.
     *
     * @return the session as it is now; empty if nothing was replaced
     */
    Optional<Session> renew(UUID id, String usedHash, String nextHash, Instant now, Instant endsAt);

    /** Ends a session, if there is one. */
    void end(UUID id);

    /** Forgets sessions that are over, at most {@code most}. */
    void forget(Instant now, int most);
}
