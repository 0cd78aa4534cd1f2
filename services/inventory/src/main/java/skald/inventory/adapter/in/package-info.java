/** The inventory over HTTP. */
@NullMarked
package skald.inventory.adapter.in;

import org.jspecify.annotations.NullMarked;
