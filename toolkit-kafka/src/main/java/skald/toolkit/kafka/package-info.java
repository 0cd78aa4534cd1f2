/**
 * Kafka between services: a relay publishes the log of a service to its topic, and readers elsewhere see the topic as that
 * service's {@link skald.toolkit.Feed}. The position in the log stays the one coordinate; an offset is only a place to look.
 */
@NullMarked
package skald.toolkit.kafka;

import org.jspecify.annotations.NullMarked;
