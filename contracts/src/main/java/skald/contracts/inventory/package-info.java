/** The messages that the inventory service publishes, and the commands that it takes from other services. */
@NullMarked
package skald.contracts.inventory;

import org.jspecify.annotations.NullMarked;
