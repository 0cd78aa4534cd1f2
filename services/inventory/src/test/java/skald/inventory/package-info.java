/** Tests of the inventory service. */
@NullMarked
package skald.inventory;

import org.jspecify.annotations.NullMarked;
