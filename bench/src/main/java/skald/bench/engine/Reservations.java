package skald.bench.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import skald.bench.engine.Reservations.Reservation;
import skald.toolkit.Change;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** The reservations in the table {@code reservation}. */
final class Reservations implements States<UUID, Reservation> {

    /** What is kept for an order. */
    record Reservation(String sku, long quantity) {}

    @Override
    public Map<UUID, Versioned<Reservation>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Reservation>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "reservations",
                        "select order_id, version, sku, quantity from reservation where order_id = any(?)",
                        row -> found.put(
                                row.getObject(1, UUID.class),
                                new Versioned<>(new Reservation(row.getString(3), row.getLong(4)), row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Reservation>> changes) {
        Unnest.rows(changes)
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> change.written().sku())
                .longs(change -> change.written().quantity())
                .save(tx, "reservations", """
                    insert into reservation (order_id, version, sku, quantity) select * from unnest(?, ?, ?, ?)
                    """);
    }
}
