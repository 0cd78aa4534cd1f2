@NullMarked
package skald.platform.simulation;

import org.jspecify.annotations.NullMarked;
