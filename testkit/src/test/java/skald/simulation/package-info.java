@NullMarked
package skald.simulation;

import org.jspecify.annotations.NullMarked;
