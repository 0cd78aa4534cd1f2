package skald.orders.domain;

import java.util.UUID;

/** Someone who may order, until erased. */
public record Customer(UUID userId, boolean erased) {}
