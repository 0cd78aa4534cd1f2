package skald.inventory.adapter.out;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import skald.inventory.StockFact;
import skald.inventory.application.StockItems;
import skald.inventory.domain.StockItem;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** The stock in the table {@code stock_item}. */
public final class PostgresStockItems implements StockItems {
    private final Jdbi jdbi;

    /** In the schema of {@code database}. */
    public PostgresStockItems(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Map<String, Versioned<StockItem>> load(Tx tx, Collection<String> skus) {
        Map<String, Versioned<StockItem>> found = new HashMap<>();
        Unnest.rows(skus)
                .texts(sku -> sku)
                .query(
                        tx,
                        "stock",
                        "select sku, version, on_hand, reserved from stock_item where sku = any(?)",
                        row -> found.put(
                                row.getString(1),
                                new Versioned<>(
                                        new StockItem(row.getString(1), row.getLong(3), row.getLong(4)),
                                        row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<String, StockItem>> changes) {
        // In one order, so that two lanes which change the same items wait for each other and never in a circle.
        List<Change<String, StockItem>> inOrder =
                changes.stream().sorted(Comparator.comparing(Change::key)).toList();
        Unnest.save(
                tx,
                "stock",
                inOrder,
                rows -> rows.texts(Change::key)
                        .longs(Change::nextVersion)
                        .longs(change -> change.written().onHand())
                        .longs(change -> change.written().reserved()),
                "stock_item_pkey",
                """
                insert into stock_item (sku, version, on_hand, reserved)
                select * from unnest(?, ?, ?, ?)
                """,
                """
                update stock_item set version = new.version, on_hand = new.on_hand, reserved = new.reserved
                from unnest(?, ?, ?, ?) as new (sku, version, on_hand, reserved)
                where stock_item.sku = new.sku and stock_item.version = new.version - 1
                """);
    }

    @Override
    public List<StockFact> facts(@Nullable String after, int max) {
        return jdbi.inTransaction(handle -> {
            // Services look rows up in indexes; this reads all movements, which only a hash finds the products of.
            handle.execute("set local enable_hashjoin = on");
            handle.execute("set local enable_seqscan = on");
            return handle.createQuery("""
                with page as materialized (
                    select sku, on_hand, reserved from stock_item where sku > :after order by sku limit :max
                ), moved as (
                    select sku,
                        sum(quantity) filter (where kind = 'RECEIPT') as receipts,
                        sum(quantity) filter (where kind = 'RETURN') as returns,
                        sum(quantity) filter (where kind = 'SALE') as sales,
                        sum(quantity) filter (where kind = 'ADJUSTMENT') as adjustments
                    from movement where sku in (select sku from page) group by sku
                ), kept as (
                    select sku, sum(quantity) as quantity
                    from reservation join reservation_line using (order_id)
                    where status in ('HELD', 'COMMITTED') and sku in (select sku from page) group by sku
                )
                select sku, on_hand, reserved,
                    coalesce(receipts, 0)::bigint as receipts, coalesce(returns, 0)::bigint as returns,
                    coalesce(sales, 0)::bigint as sales, coalesce(adjustments, 0)::bigint as adjustments,
                    coalesce(quantity, 0)::bigint as kept
                from page left join moved using (sku) left join kept using (sku) order by sku
                """)
                    .bind("after", after == null ? "" : after)
                    .bind("max", max)
                    .map((row, _) -> new StockFact(
                            row.getString("sku"),
                            row.getLong("on_hand"),
                            row.getLong("reserved"),
                            row.getLong("receipts"),
                            row.getLong("returns"),
                            row.getLong("sales"),
                            row.getLong("adjustments"),
                            row.getLong("kept")))
                    .list();
        });
    }
}
