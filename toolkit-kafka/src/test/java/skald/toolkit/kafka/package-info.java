/** The transport over a real broker. */
@NullMarked
package skald.toolkit.kafka;

import org.jspecify.annotations.NullMarked;
