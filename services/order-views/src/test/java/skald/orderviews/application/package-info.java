/** Fixtures that run the projector without a runtime. */
@org.jspecify.annotations.NullMarked
package skald.orderviews.application;
