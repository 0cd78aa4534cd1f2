/**
 * Orchestrated sagas (Garcia-Molina and Salem 1987; Richardson, Microservices Patterns): a coordinator whose state is a
 * row and whose progress is decided like everything else, from a readable table of steps.
 *
 * <p>A saga is {@code compensatable* → pivot → retriable*}. {@link skald.toolkit.saga.Saga#named} starts the table; the
 * types of the builder let nothing after the pivot declare a compensation or a refusal.
 */
@NullMarked
package skald.toolkit.saga;

import org.jspecify.annotations.NullMarked;
