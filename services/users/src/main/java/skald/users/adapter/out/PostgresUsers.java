package skald.users.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;
import skald.users.application.Users;
import skald.users.domain.EmailAddress;
import skald.users.domain.Roles;
import skald.users.domain.User;

/** Users in the table {@code user_account}. */
public final class PostgresUsers implements Users {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final Jdbi jdbi;

    /** Users in the schema that {@code database} sees. */
    public PostgresUsers(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Map<UUID, Versioned<User>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<User>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "users",
                        "select * from user_account where user_id = any(?)",
                        row -> new Versioned<>(user(row), row.getLong("version")))
                .forEach(user -> found.put(user.state().id(), user));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, User>> changes) {
        Unnest.rows(changes)
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> Row.of(change.written()).status())
                .texts(change -> Row.of(change.written()).email())
                .texts(change -> Row.of(change.written()).name())
                .texts(change -> Row.of(change.written()).roles())
                .instants(change -> change.written().registeredAt())
                .instants(change -> change.written() instanceof User.Erased erased ? erased.erasedAt() : null)
                .save(tx, "user_account", """
                    insert into user_account (user_id, version, status, email, name, roles, registered_at, erased_at)
                    select user_id, version, status, email, name, string_to_array(roles, ','), registered_at, erased_at
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                        as changed (user_id, version, status, email, name, roles, registered_at, erased_at)
                    on conflict (user_id) do update set version = excluded.version, status = excluded.status,
                        email = excluded.email, name = excluded.name, roles = excluded.roles,
                        erased_at = excluded.erased_at
                    where user_account.version = excluded.version - 1
                    """);
        erasePublished(
                tx,
                changes.stream()
                        .map(Change::written)
                        .filter(User.Erased.class::isInstance)
                        .toList());
    }

    /**
     * The log is history and keeps position, type, key and time of everything; only what tells who the person was is
     * replaced. The registration is in the log already: whoever erases a user has read it from a committed state.
     */
    private static void erasePublished(Tx tx, List<User> erased) {
        Unnest.rows(erased).texts(user -> user.id().toString()).update(tx, "published personal data", """
            update log set body = convert_to(
                (convert_from(body, 'UTF8')::jsonb || '{"email":"erased","name":"erased"}')::text, 'UTF8')
            where type = 'skald.users.user-registered.v1' and key = any(?)
            """);
    }

    @Override
    public Optional<User.Registered> byEmail(String normalized) {
        return jdbi.withHandle(handle -> handle.createQuery("""
            select user_account.* from email_claim join user_account using (user_id)
            where email_claim.email = :email
            """)
                .bind("email", normalized)
                .map((row, _) -> registered(row))
                .findOne());
    }

    @Override
    public Optional<User.Registered> registered(UUID id) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select * from user_account where user_id = :id and status = 'registered'")
                        .bind("id", id)
                        .map((row, _) -> registered(row))
                        .findOne());
    }

    @Override
    public List<User.Registered> list(@Nullable UUID after, int max) {
        return jdbi.withHandle(handle -> handle.createQuery("""
            select * from user_account where user_id > :after and status = 'registered'
            order by user_id limit :max
            """)
                .bind("after", after == null ? BEFORE_ALL : after)
                .bind("max", max)
                .map((row, _) -> registered(row))
                .list());
    }

    private record Row(
            String status, @Nullable String email, @Nullable String name, String roles) {
        static Row of(User user) {
            return switch (user) {
                case User.Registered known ->
                    new Row(
                            "registered",
                            known.email().text(),
                            known.name(),
                            String.join(",", known.roles().words()));
                case User.Erased _ -> new Row("erased", null, null, "");
            };
        }
    }

    private static User user(ResultSet row) throws SQLException {
        return row.getString("status").equals("registered")
                ? registered(row)
                : new User.Erased(
                        row.getObject("user_id", UUID.class),
                        Unnest.instant(row, "registered_at"),
                        Unnest.instant(row, "erased_at"));
    }

    private static User.Registered registered(ResultSet row) throws SQLException {
        return new User.Registered(
                row.getObject("user_id", UUID.class),
                new EmailAddress(row.getString("email")),
                row.getString("name"),
                Roles.of(List.of((String[]) row.getArray("roles").getArray())),
                Unnest.instant(row, "registered_at"));
    }
}
