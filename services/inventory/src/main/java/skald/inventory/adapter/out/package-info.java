/** Where the inventory keeps its states and rows: in PostgreSQL, or in memory. */
@NullMarked
package skald.inventory.adapter.out;

import org.jspecify.annotations.NullMarked;
