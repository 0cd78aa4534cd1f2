/** The order saga on Eventuate Tram Sagas. */
@NullMarked
package skald.bench.peers.eventuate;

import org.jspecify.annotations.NullMarked;
