/** What customers are told about their orders, and what becomes of each notification: without technology. */
@NullMarked
package skald.notifications.domain;

import org.jspecify.annotations.NullMarked;
