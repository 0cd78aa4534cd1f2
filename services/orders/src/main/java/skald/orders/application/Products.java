package skald.orders.application;

import skald.orders.domain.Product;
import skald.toolkit.States;

/** Port to this service's copy of the catalogue, by SKU, kept from the inventory service's events. */
public interface Products extends States<String, Product> {}
