/** Tests of the users service. */
@NullMarked
package skald.users;

import org.jspecify.annotations.NullMarked;
