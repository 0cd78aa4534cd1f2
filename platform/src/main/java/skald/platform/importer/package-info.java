/**
 * Imports a retailer's sales from a file into a running Skald, through its HTTP API.
 *
 * <p>{@link skald.platform.importer.Import} is the entrance. It reads the file into a {@code Plan}, then registers the
 * customers, fills catalogue and stock, places one order per invoice, waits for their ends and undoes what the file
 * cancels. Every request carries an idempotency key made from the file's own numbers, so the import keeps no state of its
 * own: after any interruption it is run again from the start, and what was done is answered again instead of being done
 * again.
 */
@NullMarked
package skald.platform.importer;

import org.jspecify.annotations.NullMarked;
