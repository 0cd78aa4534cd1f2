/**
 * A deterministic simulation of services that are built on the toolkit: one thread, one queue over virtual time, and
 * faults that are drawn from a seed. {@link skald.simulation.Simulation} is where to begin.
 */
@NullMarked
package skald.simulation;

import org.jspecify.annotations.NullMarked;
