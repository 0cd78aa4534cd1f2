/** A real Kafka broker for tests, from the jars on the class path. */
@NullMarked
package skald.testkit.kafka;

import org.jspecify.annotations.NullMarked;
