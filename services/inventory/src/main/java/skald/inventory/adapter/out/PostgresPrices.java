package skald.inventory.adapter.out;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.inventory.PriceFact;
import skald.inventory.application.Prices;
import skald.inventory.domain.PriceChange;
import skald.toolkit.Tx;
import skald.toolkit.postgres.Unnest;

/** The price history in the table {@code product_price}. */
public final class PostgresPrices implements Prices {
    private final Jdbi jdbi;

    /** In the schema of {@code database}. */
    public PostgresPrices(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public void append(Tx tx, List<PriceChange> rows) {
        Unnest.rows(rows)
                .texts(PriceChange::sku)
                .longs(PriceChange::revision)
                .longs(row -> row.price().amount())
                .texts(row -> row.price().currency())
                .instants(PriceChange::at)
                .update(tx, "prices", """
                    insert into product_price (sku, revision, amount, currency, at)
                    select * from unnest(?, ?, ?, ?, ?)
                    """);
    }

    @Override
    public List<PriceFact> facts(@Nullable String after, int max) {
        Map<String, List<PriceFact.Since>> prices = new TreeMap<>();
        jdbi.useHandle(handle -> handle.createQuery("""
            select sku, amount, currency, at from product_price
            where sku in (select sku from product where sku > :after order by sku limit :max)
            order by sku, revision
            """)
                .bind("after", after == null ? "" : after)
                .bind("max", max)
                .map((row, _) -> prices.computeIfAbsent(row.getString("sku"), _ -> new ArrayList<>())
                        .add(new PriceFact.Since(
                                Unnest.instant(row, "at"),
                                new Money(row.getLong("amount"), row.getString("currency")))))
                .list());
        return prices.entrySet().stream()
                .map(entry -> new PriceFact(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }
}
