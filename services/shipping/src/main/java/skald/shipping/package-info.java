/** The shipping service: books, cancels and dispatches shipments, each once, and lets the carrier decide what came first. */
@NullMarked
package skald.shipping;

import org.jspecify.annotations.NullMarked;
