/** Tests of the notifications service. */
@NullMarked
package skald.notifications;

import org.jspecify.annotations.NullMarked;
