/** Tests of the inventory service. */
@NullMarked
package skald.inventory.application;

import org.jspecify.annotations.NullMarked;
