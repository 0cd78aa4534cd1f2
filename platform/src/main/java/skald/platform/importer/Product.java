package skald.platform.importer;

/**
 * A product of the file.
 *
 * @param name as first seen
 * @param price of one unit as first seen, in minor units
 * @param sold units that the whole file sells of it
 */
record Product(String sku, String name, long price, long sold) {

    static Product of(SourceLine line) {
        return new Product(line.sku(), line.name(), line.price(), line.quantity());
    }

    Product soldAlso(Product later) {
        return new Product(sku, name, price, Math.addExact(sold, later.sold));
    }
}
