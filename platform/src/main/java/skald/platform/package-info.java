/** Skald as a program. */
@NullMarked
package skald.platform;

import org.jspecify.annotations.NullMarked;
