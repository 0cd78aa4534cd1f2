/** Payments, tested: rules, journeys through a gateway with its failures, ports, and the running service. */
@NullMarked
package skald.payments;

import org.jspecify.annotations.NullMarked;
