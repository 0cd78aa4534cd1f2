/** The gateway simulator, tested on each kind of books. */
@NullMarked
package skald.simulators.gateway;

import org.jspecify.annotations.NullMarked;
