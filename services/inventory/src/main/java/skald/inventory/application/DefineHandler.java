package skald.inventory.application;

import org.jspecify.annotations.Nullable;
import skald.contracts.inventory.ProductDefined;
import skald.inventory.application.DefineProduct.ProductKept;
import skald.inventory.application.DefineProduct.ProductMoved;
import skald.inventory.domain.PriceChange;
import skald.inventory.domain.Product;
import skald.inventory.domain.StockItem;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** A product comes into the catalogue, with an empty place in the warehouse, or changes its name or price. */
public final class DefineHandler implements Handler<DefineProduct> {
    private final Products products;
    private final Prices prices;
    private final StockItems items;

    /** Over these ports. */
    public DefineHandler(Products products, Prices prices, StockItems items) {
        this.products = products;
        this.prices = prices;
        this.items = items;
    }

    @Override
    public void needs(Message<DefineProduct> message, Needs needs) {
        String sku = message.body().sku();
        needs.of(products, sku).of(items, sku);
    }

    @Override
    public void decide(Message<DefineProduct> message, Work work) {
        DefineProduct request = message.body();
        Product current = work.get(products, request.sku());
        long revision = current == null ? 0 : current.revision();
        if (request.ifRevision() != null && request.ifRevision() != revision) {
            work.refuse(new ProductMoved(revision));
            return;
        }
        Product product = Product.define(current, request.sku(), request.name(), request.price(), Times.now(work));
        if (!product.equals(current)) {
            keep(current, product, work);
        }
        work.reply(new ProductKept(product, current == null));
    }

    private void keep(@Nullable Product current, Product product, Work work) {
        String sku = product.sku();
        work.put(products, sku, product);
        PriceChange change = product.priceChange(current);
        if (change != null) {
            work.append(prices, change);
        }
        if (work.get(items, sku) == null) {
            work.put(items, sku, StockItem.none(sku));
        }
        work.publish(sku, new ProductDefined(sku, product.name(), product.price()));
    }
}
