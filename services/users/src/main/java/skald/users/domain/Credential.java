package skald.users.domain;

import java.time.Instant;

/**
 * What proves that somebody is a certain user.
 *
 * @param passwordHash with its parameters and salt, in PHC string format
 * @param since when it was set; sessions that were opened before have ended
 */
public record Credential(String passwordHash, Instant since) {

    /** Whether it is the one that opened a session at this time. */
    public boolean covers(Session session) {
        return !session.openedAt().isBefore(since);
    }

    @Override
    public String toString() {
        return "Credential[since " + since + "]";
    }
}
