/** The orders service's ports on PostgreSQL and in memory. */
@NullMarked
package skald.orders.adapter.out;

import org.jspecify.annotations.NullMarked;
