/** The order saga on DBOS Transact. */
@NullMarked
package skald.bench.peers.dbos;

import org.jspecify.annotations.NullMarked;
