/**
 * The patterns as a library: messages in, decision, messages out, in one transaction per batch.
 *
 * <p>A service author writes {@link skald.toolkit.Handler}s (pure decisions on {@link skald.toolkit.States}), names
 * {@link skald.toolkit.Effect}s (calls to the outside) and wires both into a {@link skald.toolkit.Service}, which runs
 * them in batches, keeps the outbox log, the consumed positions, the timers and the idempotency records.
 */
@NullMarked
package skald.toolkit;

import org.jspecify.annotations.NullMarked;
