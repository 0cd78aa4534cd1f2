package skald.users.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;
import skald.users.application.Credentials;
import skald.users.domain.Credential;

/** Credentials in the table {@code credential}. */
public final class PostgresCredentials implements Credentials {

    private record Row(UUID userId, Versioned<Credential> credential) {}

    private final Jdbi jdbi;

    /** Credentials in the schema that {@code database} sees. */
    public PostgresCredentials(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Map<UUID, Versioned<Credential>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Credential>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "credentials",
                        "select * from credential where user_id = any(?)",
                        row -> new Row(
                                row.getObject("user_id", UUID.class),
                                new Versioned<>(credential(row), row.getLong("version"))))
                .forEach(row -> found.put(row.userId(), row.credential()));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Credential>> changes) {
        Unnest.rows(changes.stream()
                        .filter(change -> change.before() != null && change.after() == null)
                        .toList())
                .uuids(Change::key)
                .longs(Change::version)
                .save(tx, "credential", """
                    delete from credential using unnest(?, ?) as gone (user_id, version)
                    where credential.user_id = gone.user_id and credential.version = gone.version
                    """);
        Unnest.rows(changes.stream().filter(change -> change.after() != null).toList())
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> change.written().passwordHash())
                .instants(change -> change.written().since())
                .save(tx, "credential", """
                    insert into credential (user_id, version, password_hash, since) select * from unnest(?, ?, ?, ?)
                    on conflict (user_id) do update set version = excluded.version,
                        password_hash = excluded.password_hash, since = excluded.since
                    where credential.version = excluded.version - 1
                    """);
    }

    @Override
    public Optional<Credential> find(UUID userId) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from credential where user_id = :user")
                .bind("user", userId)
                .map((row, _) -> credential(row))
                .findOne());
    }

    @Override
    public boolean isEmpty() {
        return jdbi.withHandle(handle -> handle.createQuery("select not exists (select from credential)")
                .mapTo(Boolean.class)
                .one());
    }

    private static Credential credential(ResultSet row) throws SQLException {
        return new Credential(row.getString("password_hash"), Unnest.instant(row, "since"));
    }
}
