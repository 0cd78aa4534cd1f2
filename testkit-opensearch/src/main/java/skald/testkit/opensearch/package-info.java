/** A real OpenSearch node for tests, from the jars on the class path. */
@NullMarked
package skald.testkit.opensearch;

import org.jspecify.annotations.NullMarked;
