/** Where users are kept: PostgreSQL, or memory. */
@NullMarked
package skald.users.adapter.out;

import org.jspecify.annotations.NullMarked;
