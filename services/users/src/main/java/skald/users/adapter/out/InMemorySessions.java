package skald.users.adapter.out;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import skald.users.application.Sessions;
import skald.users.domain.Session;

/** Sessions in memory. */
public final class InMemorySessions implements Sessions {
    private final Map<UUID, Session> sessions = new ConcurrentHashMap<>();

    @Override
    public void open(Session session) {
        sessions.put(session.id(), session);
    }

    @Override
    public synchronized Optional<Session> renew(
            UUID id, String usedHash, String nextHash, Instant now, Instant endsAt) {
        Session session = sessions.get(id);
        if (session == null
                || !session.secretHash().equals(usedHash)
                || !session.endsAt().isAfter(now)) {
            return Optional.empty();
        }
        Session renewed = new Session(id, session.userId(), nextHash, session.openedAt(), endsAt);
        sessions.put(id, renewed);
        return Optional.of(renewed);
    }

    @Override
    public void end(UUID id) {
        sessions.remove(id);
    }

    @Override
    public void forget(Instant now, int most) {
        sessions.values().stream()
                .filter(session -> !session.endsAt().isAfter(now))
                .limit(most)
                .forEach(session -> sessions.remove(session.id()));
    }
}
