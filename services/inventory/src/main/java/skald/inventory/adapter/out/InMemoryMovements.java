package skald.inventory.adapter.out;

import skald.inventory.application.Movements;
import skald.inventory.domain.Movement;
import skald.toolkit.memory.InMemoryRows;

/** The stock journal in memory. */
public final class InMemoryMovements extends InMemoryRows<Movement> implements Movements {}
