/** Talks to a running Skald over HTTP: what the command line and the import are built on. */
@NullMarked
package skald.platform.client;

import org.jspecify.annotations.NullMarked;
