/** Tests of the load over HTTP. */
@NullMarked
package skald.platform.bench;

import org.jspecify.annotations.NullMarked;
