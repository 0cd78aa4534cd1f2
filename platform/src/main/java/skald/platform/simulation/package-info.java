/**
 * {@code skald simulate}: all services, the gateway and the carrier in one thread over virtual time, with the faults that a
 * seed draws, judged by the checks of {@code skald audit} and by what only the outside knows.
 */
@NullMarked
package skald.platform.simulation;

import org.jspecify.annotations.NullMarked;
