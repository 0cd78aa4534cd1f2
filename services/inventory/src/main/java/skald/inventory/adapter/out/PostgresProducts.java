package skald.inventory.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import skald.contracts.Money;
import skald.inventory.application.Products;
import skald.inventory.domain.Product;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** The catalogue in the table {@code product}. */
public final class PostgresProducts implements Products {
    private final Jdbi jdbi;

    /** In the schema of {@code database}. */
    public PostgresProducts(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Map<String, Versioned<Product>> load(Tx tx, Collection<String> skus) {
        Map<String, Versioned<Product>> found = new HashMap<>();
        Unnest.rows(skus)
                .texts(sku -> sku)
                .query(
                        tx,
                        "products",
                        "select * from product where sku = any(?)",
                        row -> found.put(row.getString("sku"), new Versioned<>(product(row), row.getLong("version"))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<String, Product>> changes) {
        Unnest.rows(changes)
                .texts(Change::key)
                .longs(Change::nextVersion)
                .longs(change -> change.written().revision())
                .texts(change -> change.written().name())
                .longs(change -> change.written().price().amount())
                .texts(change -> change.written().price().currency())
                .instants(change -> change.written().updatedAt())
                .save(tx, "products", """
                    insert into product (sku, version, revision, name, amount, currency, updated_at)
                    select * from unnest(?, ?, ?, ?, ?, ?, ?)
                    on conflict (sku) do update set
                        version = excluded.version, revision = excluded.revision, name = excluded.name,
                        amount = excluded.amount, currency = excluded.currency, updated_at = excluded.updated_at
                    where product.version = excluded.version - 1
                    """);
    }

    @Override
    public List<Product> find(Search search) {
        // strpos knows no wildcards, so there is nothing to escape.
        return jdbi.withHandle(handle -> handle.createQuery("""
            select * from product
            where sku > :after
              and (:text = '' or strpos(lower(name), lower(:text)) > 0 or strpos(lower(sku), lower(:text)) > 0)
            order by sku limit :max
            """)
                .bind("after", search.after().orElse(""))
                .bind("text", search.text().orElse(""))
                .bind("max", search.max())
                .map((row, _) -> product(row))
                .list());
    }

    private static Product product(ResultSet row) throws SQLException {
        return new Product(
                row.getString("sku"),
                row.getString("name"),
                new Money(row.getLong("amount"), row.getString("currency")),
                row.getLong("revision"),
                Unnest.instant(row, "updated_at"));
    }
}
