package skald.inventory.domain;

import java.time.Instant;
import skald.contracts.Money;

/** A product has this price from {@code at} on. {@code revision} is the product's that brought it. */
public record PriceChange(String sku, long revision, Money price, Instant at) {}
