/** The payments service: authorizes, captures, voids and refunds, each exactly once, whatever the gateway answers. */
@NullMarked
package skald.payments;

import org.jspecify.annotations.NullMarked;
