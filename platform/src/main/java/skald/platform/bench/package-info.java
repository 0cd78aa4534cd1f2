/** Benchmarks that drive the whole platform over HTTP, and what all benchmarks say about the machine. */
@NullMarked
package skald.platform.bench;

import org.jspecify.annotations.NullMarked;
