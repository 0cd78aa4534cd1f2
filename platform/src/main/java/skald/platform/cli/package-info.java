/** The command line: one class per command, put together in {@link skald.platform.cli.Commands}. */
@NullMarked
package skald.platform.cli;

import org.jspecify.annotations.NullMarked;
