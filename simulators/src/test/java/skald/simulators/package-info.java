/** What both simulators share, tested. */
@NullMarked
package skald.simulators;

import org.jspecify.annotations.NullMarked;
