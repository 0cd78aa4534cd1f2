/** The split topology on one machine, to try it out: PostgreSQL, Kafka, and a process for each service and the gateway. */
@NullMarked
package skald.platform.cluster;

import org.jspecify.annotations.NullMarked;
