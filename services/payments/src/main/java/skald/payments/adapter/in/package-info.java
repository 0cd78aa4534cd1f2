/** The payments service as its callers see it: HTTP. */
@NullMarked
package skald.payments.adapter.in;

import org.jspecify.annotations.NullMarked;
