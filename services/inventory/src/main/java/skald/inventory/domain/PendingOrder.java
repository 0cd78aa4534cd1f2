package skald.inventory.domain;

/**
 * What is known of an order that no coordinator carries, as long as only one half of it is: what it wants comes from
 * another log than the news that it is paid for, so either may be heard first. With the second half the goods are reserved
 * and this is forgotten.
 */
public sealed interface PendingOrder {

    /** It wants these goods, once its money is reserved. */
    record Wanted(Goods goods) implements PendingOrder {}

    /** Its money is reserved; what it wants is still under way. */
    record Paid() implements PendingOrder {}
}
