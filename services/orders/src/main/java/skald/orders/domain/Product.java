package skald.orders.domain;

import skald.contracts.Money;

/** A product as the catalogue last announced it. */
public record Product(String sku, String name, Money price) {}
