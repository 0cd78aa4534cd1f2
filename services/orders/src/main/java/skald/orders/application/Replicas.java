package skald.orders.application;

import java.util.UUID;
import skald.contracts.inventory.ProductDefined;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.orders.domain.Customer;
import skald.orders.domain.Product;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Rows;
import skald.toolkit.Work;

/**
 * What this service keeps from other services' events, so that placing an order asks nobody: the catalogue's prices and
 * who may order.
 */
final class Replicas {
    private Replicas() {}

    /** A product has this name and price from now on. */
    record OnProduct(Products products) implements Handler<ProductDefined> {
        @Override
        public void needs(Message<ProductDefined> message, Needs needs) {
            needs.of(products, message.body().sku());
        }

        @Override
        public void decide(Message<ProductDefined> message, Work work) {
            ProductDefined product = message.body();
            work.put(products, product.sku(), new Product(product.sku(), product.name(), product.price()));
        }
    }

    /** Someone may order. */
    record OnRegistered(Customers customers) implements Handler<UserRegistered> {
        @Override
        public void needs(Message<UserRegistered> message, Needs needs) {
            needs.of(customers, UUID.fromString(message.body().userId()));
        }

        @Override
        public void decide(Message<UserRegistered> message, Work work) {
            UUID userId = UUID.fromString(message.body().userId());
            if (work.get(customers, userId) == null) {
                work.put(customers, userId, new Customer(userId, false));
            }
        }
    }

    /** Someone is forgotten: no new orders, and no personal data in the old ones. */
    record OnErased(Customers customers, Rows<UUID> erasures) implements Handler<UserErased> {
        @Override
        public void needs(Message<UserErased> message, Needs needs) {
            needs.of(customers, UUID.fromString(message.body().userId()));
        }

        @Override
        public void decide(Message<UserErased> message, Work work) {
            UUID userId = UUID.fromString(message.body().userId());
            work.put(customers, userId, new Customer(userId, true));
            work.append(erasures, userId);
        }
    }
}
