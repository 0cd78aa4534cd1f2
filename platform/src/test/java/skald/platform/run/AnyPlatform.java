package skald.platform.run;

import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios to which it makes no difference who carries the orders: each data store and each style comes up once. */
@ParameterizedClass(name = "{0}")
@EnumSource(names = {"ORCHESTRATION_ON_POSTGRES", "CHOREOGRAPHY_IN_MEMORY"})
abstract class AnyPlatform {
    final RunningPlatform skald;

    AnyPlatform(Topology topology) {
        this.skald = topology.platform();
    }

    @AfterParameterizedClassInvocation
    static void all_books_agree(Topology topology) {
        topology.platform().assertSound();
    }
}
