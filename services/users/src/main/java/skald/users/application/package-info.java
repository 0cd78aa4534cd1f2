/** The use cases of users, one handler each, and the ports to what they keep. */
@NullMarked
package skald.users.application;

import org.jspecify.annotations.NullMarked;
