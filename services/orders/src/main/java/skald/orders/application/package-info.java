/** Use cases of orders: what is decided on which message, the sagas, and the ports they need. */
@NullMarked
package skald.orders.application;

import org.jspecify.annotations.NullMarked;
