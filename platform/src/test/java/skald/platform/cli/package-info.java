/** Tests of the command line. */
@NullMarked
package skald.platform.cli;

import org.jspecify.annotations.NullMarked;
