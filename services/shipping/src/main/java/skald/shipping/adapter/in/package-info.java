/** The shipping service as its callers see it: HTTP. */
@NullMarked
package skald.shipping.adapter.in;

import org.jspecify.annotations.NullMarked;
