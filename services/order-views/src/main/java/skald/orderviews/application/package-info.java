/** The projector of all services' messages into the read model, its rebuild, and the ports to where it is kept. */
@NullMarked
package skald.orderviews.application;

import org.jspecify.annotations.NullMarked;
