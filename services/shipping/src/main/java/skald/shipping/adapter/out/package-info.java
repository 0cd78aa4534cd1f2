/** The ports of the shipping service on PostgreSQL, in memory, and on the carrier that ships with Skald. */
@NullMarked
package skald.shipping.adapter.out;

import org.jspecify.annotations.NullMarked;
