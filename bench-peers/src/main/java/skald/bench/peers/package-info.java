/**
 * The order saga on engines from Maven Central, each a {@link skald.bench.Contender} in its best documented setting, so that
 * anybody can repeat the comparison: on the class path they take part in {@code bench saga}, in turns with Skald, the floor
 * and the ceilings.
 */
@NullMarked
package skald.bench.peers;

import org.jspecify.annotations.NullMarked;
