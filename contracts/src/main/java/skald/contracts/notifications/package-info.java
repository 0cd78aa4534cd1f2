/** The messages that the notifications service publishes, and the commands that it takes from other services. */
@NullMarked
package skald.contracts.notifications;

import org.jspecify.annotations.NullMarked;
