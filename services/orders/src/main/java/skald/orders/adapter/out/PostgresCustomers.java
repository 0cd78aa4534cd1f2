package skald.orders.adapter.out;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import skald.orders.application.Customers;
import skald.orders.domain.Customer;
import skald.toolkit.Change;
import skald.toolkit.Rows;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** The copy of who may order in the table {@code customer}. */
public final class PostgresCustomers implements Customers {

    @Override
    public Map<UUID, Versioned<Customer>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Customer>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "customers",
                        "select * from customer where user_id = any(?)",
                        row -> new Versioned<>(
                                new Customer(row.getObject("user_id", UUID.class), row.getBoolean("erased")),
                                row.getLong("version")))
                .forEach(customer -> found.put(customer.state().userId(), customer));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Customer>> changes) {
        Unnest.rows(changes)
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .booleans(change -> change.written().erased())
                .save(tx, "customer", """
                    insert into customer (user_id, version, erased) select * from unnest(?, ?, ?)
                    on conflict (user_id) do update set version = excluded.version, erased = excluded.erased
                    where customer.version = excluded.version - 1
                    """);
    }

    /**
     * Wipes the personal data of erased users from their orders, in whatever state these are: the carrier was told the
     * address when it was booked, and an order that is not yet booked is refused by the carrier and undone.
     */
    public static final class Erasures implements Rows<UUID> {
        @Override
        public boolean changesStates() {
            return true;
        }

        @Override
        public void append(Tx tx, List<UUID> users) {
            Unnest.rows(users).uuids(user -> user).update(tx, "erasure", """
                update orders set version = version + 1, ship_name = 'erased', ship_street = 'erased', ship_postal_code = null,
                    ship_city = 'erased', payment_token = 'erased', reference = null
                where user_id = any(?)
                """);
        }
    }
}
