package skald.orders.domain;

/**
 * So many of one product, with its name and price as they were at placement.
 *
 * @param price of one, in minor units of the order's currency
 * @param returned how many of them came back
 */
public record OrderLine(String sku, String name, long quantity, long price, long returned) {

    OrderLine withReturned(long more) {
        return new OrderLine(sku, name, quantity, price, Math.addExact(returned, more));
    }
}
