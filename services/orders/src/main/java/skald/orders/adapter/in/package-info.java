/** The ways into the orders service: HTTP. */
@NullMarked
package skald.orders.adapter.in;

import org.jspecify.annotations.NullMarked;
