/** Tests of the inventory service. */
@NullMarked
package skald.inventory.adapter.out;

import org.jspecify.annotations.NullMarked;
