package skald.platform.run;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scenarios that go the same way on PostgreSQL and in memory, in one process and over Kafka, with a coordinator and without
 * one, and leave nothing behind that an audit complains about. By default only the journeys of orders go over Kafka too;
 * {@code -Dskald.scenarios=everywhere} has all of them do so.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("topologies")
abstract class PlatformScenario {
    final RunningPlatform skald;

    static List<Topology> topologies() {
        boolean everywhere = "everywhere".equals(System.getProperty("skald.scenarios"));
        return Stream.of(Topology.values())
                .filter(topology -> everywhere || !topology.isSplit())
                .toList();
    }

    PlatformScenario(Topology topology) {
        this.skald = topology.platform();
    }

    @AfterParameterizedClassInvocation
    static void all_books_agree(Topology topology) {
        topology.platform().assertSound();
    }
}
