/**
 * {@code skald audit}: checks over the databases of all services and the gateway's own books that money, stock and orders
 * agree. {@link skald.platform.audit.OrderCheck} holds the rules as pure functions.
 */
@NullMarked
package skald.platform.audit;

import org.jspecify.annotations.NullMarked;
