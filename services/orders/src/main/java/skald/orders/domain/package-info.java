/** What an order is and what may happen to it: pure decisions, no I/O. */
@NullMarked
package skald.orders.domain;

import org.jspecify.annotations.NullMarked;
