/**
 * The flow of an order through all services by decisions alone: no I/O, no thread, a clock that is set by hand, and every
 * fault that the generator can think of, for either style of carrying an order.
 */
@NullMarked
package skald.platform.flow;

import org.jspecify.annotations.NullMarked;
