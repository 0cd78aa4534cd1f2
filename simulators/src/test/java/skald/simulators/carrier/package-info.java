/** The carrier simulator, tested on each kind of books. */
@NullMarked
package skald.simulators.carrier;

import org.jspecify.annotations.NullMarked;
