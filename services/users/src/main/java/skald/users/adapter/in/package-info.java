/** The users service's HTTP API. */
@NullMarked
package skald.users.adapter.in;

import org.jspecify.annotations.NullMarked;
