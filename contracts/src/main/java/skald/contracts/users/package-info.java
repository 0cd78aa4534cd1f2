/** The messages that the users service publishes, and the commands that it takes from other services. */
@NullMarked
package skald.contracts.users;

import org.jspecify.annotations.NullMarked;
