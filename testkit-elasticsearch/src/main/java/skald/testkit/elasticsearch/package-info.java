/** A real Elasticsearch node for tests, from jars that are on no class path but its own. */
@NullMarked
package skald.testkit.elasticsearch;

import org.jspecify.annotations.NullMarked;
