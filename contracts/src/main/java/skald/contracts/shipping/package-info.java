/** The messages that the shipping service publishes, and the commands that it takes from other services. */
@NullMarked
package skald.contracts.shipping;

import org.jspecify.annotations.NullMarked;
