/** Tests of the inventory service. */
@NullMarked
package skald.inventory.domain;

import org.jspecify.annotations.NullMarked;
