/** The messages that the payments service publishes, and the commands that it takes from other services. */
@NullMarked
package skald.contracts.payments;

import org.jspecify.annotations.NullMarked;
