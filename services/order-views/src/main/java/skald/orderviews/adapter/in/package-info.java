/** The queries, and the operation of the projection, over HTTP. */
@NullMarked
package skald.orderviews.adapter.in;

import org.jspecify.annotations.NullMarked;
