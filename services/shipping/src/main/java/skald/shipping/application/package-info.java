/** What the shipping service does with its messages, and the ports that it needs. */
@NullMarked
package skald.shipping.application;

import org.jspecify.annotations.NullMarked;
