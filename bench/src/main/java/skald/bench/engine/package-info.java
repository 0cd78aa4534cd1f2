/**
 * The order saga on the toolkit, written as any adopter of it would: five services with a database schema each, a saga as a
 * table of steps, participants that are idempotent, and a read model. {@link skald.bench.engine.SkaldEngine} wires them.
 */
@NullMarked
package skald.bench.engine;

import org.jspecify.annotations.NullMarked;
