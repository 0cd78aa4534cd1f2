/**
 * Measures the order saga: N orders of one line, four steps, each of another service with its own table, every step durable
 * before the next one starts. {@link skald.bench.Contender} is one way to do that work, {@link skald.bench.SagaBench} has
 * several of them do it in turns on one PostgreSQL and writes down what it cost.
 */
@NullMarked
package skald.bench;

import org.jspecify.annotations.NullMarked;
