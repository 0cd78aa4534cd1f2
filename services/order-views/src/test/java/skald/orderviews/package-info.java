/** The service as a whole, over logs that a test writes. */
@org.jspecify.annotations.NullMarked
package skald.orderviews;
