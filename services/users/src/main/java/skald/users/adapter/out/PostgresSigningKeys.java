package skald.users.adapter.out;

import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import skald.toolkit.postgres.Unnest;
import skald.users.application.SigningKeys;

/** Keys in the table {@code signing_key}. */
public final class PostgresSigningKeys implements SigningKeys {
    private final Jdbi jdbi;

    /** Keys in the schema that {@code database} sees. */
    public PostgresSigningKeys(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public List<StoredKey> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select * from signing_key order by usable_from, key_id")
                .map((row, _) -> new StoredKey(
                        row.getString("key_id"), Unnest.instant(row, "usable_from"), row.getString("jwk")))
                .list());
    }

    @Override
    public void add(StoredKey key) {
        jdbi.useHandle(handle -> handle.createUpdate(
                        "insert into signing_key (key_id, usable_from, jwk) values (:id, :usableFrom, :jwk)")
                .bindMethods(key)
                .execute());
    }

    @Override
    public void remove(String id) {
        jdbi.useHandle(handle -> handle.execute("delete from signing_key where key_id = ?", id));
    }
}
