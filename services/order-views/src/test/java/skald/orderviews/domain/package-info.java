/** The fold, without any I/O. */
@org.jspecify.annotations.NullMarked
package skald.orderviews.domain;
