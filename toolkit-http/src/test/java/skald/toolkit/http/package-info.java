/** A real server on a loopback port, asked and attacked from outside. */
@NullMarked
package skald.toolkit.http;

import org.jspecify.annotations.NullMarked;
