package skald.orders.adapter.out;

import skald.orders.application.Products;
import skald.orders.domain.Product;
import skald.toolkit.memory.InMemoryStates;

/** The copy of the catalogue in memory. */
public final class InMemoryProducts extends InMemoryStates<String, Product> implements Products {}
