package skald.platform.run;

import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios that go the same way on PostgreSQL and in memory, and leave nothing behind that an audit complains about. */
@ParameterizedClass(name = "data in {0}")
@EnumSource(DataIn.class)
abstract class PlatformScenario {
    final RunningPlatform skald;

    PlatformScenario(DataIn data) {
        this.skald = data.platform();
    }

    @AfterParameterizedClassInvocation
    static void all_books_agree(DataIn data) {
        data.platform().assertSound();
    }
}
