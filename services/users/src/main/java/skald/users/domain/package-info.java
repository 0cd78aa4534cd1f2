/** What a user is and what becomes of one: states and values, without technology. */
@NullMarked
package skald.users.domain;

import org.jspecify.annotations.NullMarked;
