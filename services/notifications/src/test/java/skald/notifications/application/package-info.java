/** How mails are put together and sent. */
@NullMarked
package skald.notifications.application;

import org.jspecify.annotations.NullMarked;
