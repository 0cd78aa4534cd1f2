package skald.orders.adapter.out;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import skald.contracts.Money;
import skald.orders.application.Products;
import skald.orders.domain.Product;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** The copy of the catalogue in the table {@code product}. */
public final class PostgresProducts implements Products {

    @Override
    public Map<String, Versioned<Product>> load(Tx tx, Collection<String> keys) {
        Map<String, Versioned<Product>> found = new HashMap<>();
        Unnest.rows(keys)
                .texts(key -> key)
                .query(
                        tx,
                        "products",
                        "select * from product where sku = any(?)",
                        row -> new Versioned<>(
                                new Product(
                                        row.getString("sku"),
                                        row.getString("name"),
                                        new Money(row.getLong("price"), row.getString("currency"))),
                                row.getLong("version")))
                .forEach(product -> found.put(product.state().sku(), product));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<String, Product>> changes) {
        Unnest.rows(changes)
                .texts(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> change.written().name())
                .longs(change -> change.written().price().amount())
                .texts(change -> change.written().price().currency())
                .save(tx, "product", """
                    insert into product (sku, version, name, price, currency) select * from unnest(?, ?, ?, ?, ?)
                    on conflict (sku) do update set version = excluded.version, name = excluded.name,
                        price = excluded.price, currency = excluded.currency
                    where product.version = excluded.version - 1
                    """);
    }
}
