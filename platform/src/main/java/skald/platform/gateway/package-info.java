/** The one port before services that run by themselves: it passes requests on, and knows who is away. */
@NullMarked
package skald.platform.gateway;

import org.jspecify.annotations.NullMarked;
