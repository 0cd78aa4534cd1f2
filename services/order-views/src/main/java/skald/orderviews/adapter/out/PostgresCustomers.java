package skald.orderviews.adapter.out;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import skald.orderviews.domain.Customer;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.StorageException;
import skald.toolkit.postgres.Unnest;

/**
 * Users, in {@code customer}. Who is read is locked against change until the transaction ends; who is not there is noted
 * by the reader, and two notes of one user conflict. So an order is never written past an erasure.
 */
final class PostgresCustomers implements States<UUID, Customer> {

    private static final String DEADLOCK = "40P01";

    private record Row(UUID userId, Versioned<Customer> customer) {}

    private final Consumer<Tx> first;

    /** {@code first} happens in a transaction before any row is locked in it. */
    PostgresCustomers(Consumer<Tx> first) {
        this.first = first;
    }

    @Override
    public Map<UUID, Versioned<Customer>> load(Tx tx, Collection<UUID> keys) {
        first.accept(tx);
        Map<UUID, Versioned<Customer>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "customers",
                        "select * from customer where user_id = any(?) order by user_id for share",
                        row -> new Row(
                                row.getObject("user_id", UUID.class),
                                new Versioned<>(
                                        new Customer(row.getString("name"), row.getBoolean("erased")),
                                        row.getLong("version"))))
                .forEach(row -> found.put(row.userId(), row.customer()));
        return found;
    }

    /**
     * Two batches that change a customer of each other's orders wait for each other until the database gives one of them
     * up; that one is decided again, like after any other conflict.
     */
    @Override
    public void save(Tx tx, Collection<Change<UUID, Customer>> changes) {
        try {
            write(tx, changes);
        } catch (StorageException e) {
            throw e.sqlState().equals(DEADLOCK) ? new ConcurrentChangeException("customers", changes.size(), 0) : e;
        }
    }

    private static void write(Tx tx, Collection<Change<UUID, Customer>> changes) {
        Unnest.rows(changes)
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> change.written().name())
                .booleans(change -> change.written().erased())
                .save(tx, "customers", """
                    insert into customer as old (user_id, version, name, erased)
                    select * from unnest(?, ?, ?, ?) as new (user_id, version, name, erased) order by user_id
                    on conflict (user_id) do update
                    set version = excluded.version, name = excluded.name, erased = excluded.erased
                    where old.version = excluded.version - 1
                    """);
    }
}
