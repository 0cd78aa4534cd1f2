/** The inventory: what is sold, how much of it there is, and for which orders it is kept. */
@NullMarked
package skald.inventory;

import org.jspecify.annotations.NullMarked;
