/** What sagas promise, shown on a trip that is booked: decisions only, no I/O. */
@org.jspecify.annotations.NullMarked
package skald.toolkit.saga;
