package skald.contracts.inventory;

import skald.contracts.Money;

/** A product is in the catalogue with this name and price from now on. Key: the SKU. */
public record ProductDefined(String sku, String name, Money price) {}
