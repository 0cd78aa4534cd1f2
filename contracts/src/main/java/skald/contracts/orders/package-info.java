/** The messages that the orders service publishes, and the commands that it takes from other services. */
@NullMarked
package skald.contracts.orders;

import org.jspecify.annotations.NullMarked;
