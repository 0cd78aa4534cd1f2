/** The crash proof, and proof that it would find what it looks for. */
@NullMarked
package skald.platform.chaos;

import org.jspecify.annotations.NullMarked;
