/** A payment gateway with books of its own, and failures that a card token chooses. */
@NullMarked
package skald.simulators.gateway;

import org.jspecify.annotations.NullMarked;
