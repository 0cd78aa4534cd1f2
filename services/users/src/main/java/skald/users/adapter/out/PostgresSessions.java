package skald.users.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import skald.toolkit.postgres.Unnest;
import skald.users.application.Sessions;
import skald.users.domain.Session;

/** Sessions in the table {@code session}. */
public final class PostgresSessions implements Sessions {
    private final Jdbi jdbi;

    /** Sessions in the schema that {@code database} sees. */
    public PostgresSessions(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public void open(Session session) {
        jdbi.useHandle(handle -> handle.createUpdate("""
            insert into session (session_id, user_id, secret_hash, opened_at, ends_at)
            values (:id, :userId, :secretHash, :openedAt, :endsAt)
            """).bindMethods(session).execute());
    }

    @Override
    public Optional<Session> renew(UUID id, String usedHash, String nextHash, Instant now, Instant endsAt) {
        return jdbi.withHandle(handle -> handle.createQuery("""
            update session set secret_hash = :next, ends_at = :endsAt
            where session_id = :id and secret_hash = :used and ends_at > :now
            returning *
            """)
                .bind("id", id)
                .bind("used", usedHash)
                .bind("next", nextHash)
                .bind("now", now)
                .bind("endsAt", endsAt)
                .map((row, _) -> session(row))
                .findOne());
    }

    @Override
    public void end(UUID id) {
        jdbi.useHandle(handle -> handle.execute("delete from session where session_id = ?", id));
    }

    @Override
    public void forget(Instant now, int most) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                    delete from session where session_id in
                        (select session_id from session where ends_at <= :now limit :most for update skip locked)
                    """).bind("now", now).bind("most", most).execute());
    }

    private static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getObject("session_id", UUID.class),
                row.getObject("user_id", UUID.class),
                row.getString("secret_hash"),
                Unnest.instant(row, "opened_at"),
                Unnest.instant(row, "ends_at"));
    }
}
