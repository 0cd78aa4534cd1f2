/** The order saga on Axon Framework 4. */
@NullMarked
package skald.bench.peers.axon;

import org.jspecify.annotations.NullMarked;
