/** The index of orders in a real OpenSearch. */
@NullMarked
package skald.orderviews.adapter.out.search;

import org.jspecify.annotations.NullMarked;
