/**
 * A service's part in other services' sagas, for steps that leave no state of their own to look at: the memory that makes
 * a step idempotent by saga and step, lets it be undone although it was never done, and keeps it from being done after it
 * was undone. A service whose own aggregate tells all this (a payment knows whether it was voided) needs none of it.
 */
@NullMarked
package skald.toolkit.participant;

import org.jspecify.annotations.NullMarked;
