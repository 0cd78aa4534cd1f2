/** The notifications service's HTTP API. */
@NullMarked
package skald.notifications.adapter.in;

import org.jspecify.annotations.NullMarked;
