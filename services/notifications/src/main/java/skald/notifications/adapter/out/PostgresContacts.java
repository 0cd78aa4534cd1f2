package skald.notifications.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import skald.notifications.application.Contacts;
import skald.notifications.domain.Contact;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** Contacts in the table {@code contact}. */
public final class PostgresContacts implements Contacts {

    private record Row(UUID userId, Versioned<Contact> contact) {
        static Row read(ResultSet row) throws SQLException {
            String email = row.getString("email");
            Contact contact =
                    email == null ? new Contact.Erased() : new Contact.Reachable(email, row.getString("name"));
            return new Row(row.getObject("user_id", UUID.class), new Versioned<>(contact, row.getLong("version")));
        }
    }

    @Override
    public Map<UUID, Versioned<Contact>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Contact>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(tx, "contacts", "select * from contact where user_id = any(?)", Row::read)
                .forEach(row -> found.put(row.userId(), row.contact()));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Contact>> changes) {
        Unnest.rows(changes)
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> change.written() instanceof Contact.Reachable known ? known.email() : null)
                .texts(change -> change.written() instanceof Contact.Reachable known ? known.name() : null)
                .save(tx, "contact", """
                    insert into contact (user_id, version, email, name) select * from unnest(?, ?, ?, ?)
                    on conflict (user_id) do update set version = excluded.version, email = excluded.email,
                        name = excluded.name
                    where contact.version = excluded.version - 1
                    """);
    }
}
