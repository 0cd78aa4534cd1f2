/** Tests of the harness: that it counts, computes and verifies rightly. */
@NullMarked
package skald.bench;

import org.jspecify.annotations.NullMarked;
