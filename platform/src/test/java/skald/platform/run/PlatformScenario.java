package skald.platform.run;

import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenarios that go the same way on PostgreSQL and in memory, with a coordinator and without one, and leave nothing behind
 * that an audit complains about.
 */
@ParameterizedClass(name = "{0}")
@EnumSource(Topology.class)
abstract class PlatformScenario {
    final RunningPlatform skald;

    PlatformScenario(Topology topology) {
        this.skald = topology.platform();
    }

    @AfterParameterizedClassInvocation
    static void all_books_agree(Topology topology) {
        topology.platform().assertSound();
    }
}
