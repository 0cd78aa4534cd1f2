package skald.inventory.application;

import skald.inventory.domain.Movement;
import skald.toolkit.Rows;

/** The journal of the stock. */
public interface Movements extends Rows<Movement> {}
