/**
 * The work of the order saga in plain JDBC, without any engine: the floor (one by one) and the ceilings (in batches). None
 * of them finishes an order that a crash interrupted.
 */
@NullMarked
package skald.bench.floor;

import org.jspecify.annotations.NullMarked;
