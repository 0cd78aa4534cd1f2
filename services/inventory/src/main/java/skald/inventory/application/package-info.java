/**
 * What the inventory does with each message, and the ports to what it keeps.
 *
 * <p>All rules about an order's goods are in {@link skald.inventory.domain.OrderStock}; a handler here only says which
 * message means which of them, and {@link skald.inventory.application.Warehouse} carries out what was decided. So a saga
 * by choreography needs no other rules, only further handlers: one that remembers the lines of an {@code OrderPlaced},
 * and one that has them reserved on {@code PaymentAuthorized}.
 */
@NullMarked
package skald.inventory.application;

import org.jspecify.annotations.NullMarked;
