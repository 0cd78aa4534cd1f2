/** Shipping, tested: journeys through a carrier with its failures, ports, and the running service. */
@NullMarked
package skald.shipping;

import org.jspecify.annotations.NullMarked;
