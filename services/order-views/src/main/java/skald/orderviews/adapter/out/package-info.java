/** The read model in PostgreSQL and in memory. */
@NullMarked
package skald.orderviews.adapter.out;

import org.jspecify.annotations.NullMarked;
