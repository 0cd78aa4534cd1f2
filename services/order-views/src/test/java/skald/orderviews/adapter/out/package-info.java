/** What every adapter of the read model must do. */
@org.jspecify.annotations.NullMarked
package skald.orderviews.adapter.out;
