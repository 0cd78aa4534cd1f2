/**
 * The write side of orders: placing, cancelling and returning them, and the sagas that carry each to its end.
 * {@link skald.orders.OrdersService} is the whole wiring; {@link skald.orders.application.OrderSagas} the tables of steps.
 */
@NullMarked
package skald.orders;

import org.jspecify.annotations.NullMarked;
