/** The query side: every service's events, projected into a read model of orders that is listed, searched and rebuilt. */
@NullMarked
package skald.orderviews;

import org.jspecify.annotations.NullMarked;
