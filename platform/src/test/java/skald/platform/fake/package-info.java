/** A Skald of the tests: the HTTP shapes, without the services. */
@NullMarked
package skald.platform.fake;

import org.jspecify.annotations.NullMarked;
