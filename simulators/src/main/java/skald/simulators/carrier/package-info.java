/** A carrier with books of its own, and failures that a word in the street chooses. */
@NullMarked
package skald.simulators.carrier;

import org.jspecify.annotations.NullMarked;
