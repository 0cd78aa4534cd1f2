/**
 * The outside world that ships with Skald: a payment gateway and a carrier that behave like real ones, failures
 * included. What both share is here.
 */
@NullMarked
package skald.simulators;

import org.jspecify.annotations.NullMarked;
