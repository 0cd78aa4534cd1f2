/** The ports of the payments service on PostgreSQL, in memory, and on the gateway that ships with Skald. */
@NullMarked
package skald.payments.adapter.out;

import org.jspecify.annotations.NullMarked;
