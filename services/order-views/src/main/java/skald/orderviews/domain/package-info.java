/** What is known of an order, as a fold of what all services tell of it: pure Java. */
@NullMarked
package skald.orderviews.domain;

import org.jspecify.annotations.NullMarked;
