/** What a product, a stock item and a reservation are, and what may become of them: values and rules, no I/O. */
@NullMarked
package skald.inventory.domain;

import org.jspecify.annotations.NullMarked;
