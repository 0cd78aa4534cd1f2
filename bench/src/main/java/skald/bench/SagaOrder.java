package skald.bench;

import java.util.UUID;

/**
 * One order of one line, with quantity 1.
 *
 * @param number 1, 2, 3 and so on
 * @param id a UUIDv7, the key of all tables
 * @param amount what it costs, in minor units
 * @param declined whether its payment is declined
 */
public record SagaOrder(int number, UUID id, String sku, long amount, boolean declined) {}
