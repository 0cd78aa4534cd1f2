/** The gateway by itself. */
@NullMarked
package skald.platform.gateway;

import org.jspecify.annotations.NullMarked;
