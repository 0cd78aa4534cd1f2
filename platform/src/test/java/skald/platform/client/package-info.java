/** Tests of the client. */
@NullMarked
package skald.platform.client;

import org.jspecify.annotations.NullMarked;
