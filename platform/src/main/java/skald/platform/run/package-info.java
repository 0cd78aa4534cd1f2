/** The topology: which services run in this process, on which storage, and behind which port. */
@NullMarked
package skald.platform.run;

import org.jspecify.annotations.NullMarked;
