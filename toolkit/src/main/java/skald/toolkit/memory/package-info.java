/** The toolkit's ports in memory: for tests, simulations and a first look. Nothing survives the process. */
@NullMarked
package skald.toolkit.memory;

import org.jspecify.annotations.NullMarked;
