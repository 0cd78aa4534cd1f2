package skald.bench.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import skald.toolkit.Change;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** How much there is of each product, in the table {@code stock}. */
final class Stock implements States<String, Long> {

    @Override
    public Map<String, Versioned<Long>> load(Tx tx, Collection<String> keys) {
        Map<String, Versioned<Long>> found = new HashMap<>();
        Unnest.rows(keys)
                .texts(key -> key)
                .query(
                        tx,
                        "stock",
                        "select sku, version, available from stock where sku = any(?)",
                        row -> found.put(row.getString(1), new Versioned<>(row.getLong(3), row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<String, Long>> changes) {
        Unnest.save(
                tx,
                "stock",
                changes,
                rows -> rows.texts(Change::key).longs(Change::nextVersion).longs(Change::written),
                "stock_pkey",
                """
                insert into stock (sku, version, available)
                select * from unnest(?, ?, ?)
                """,
                """
                update stock set version = new.version, available = new.available
                from unnest(?, ?, ?) as new (sku, version, available)
                where stock.sku = new.sku and stock.version = new.version - 1
                """);
    }
}
