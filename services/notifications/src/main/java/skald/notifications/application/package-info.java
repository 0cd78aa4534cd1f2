/** The reactions to events of users and orders, and the ports to contacts, notifications and mail. */
@NullMarked
package skald.notifications.application;

import org.jspecify.annotations.NullMarked;
