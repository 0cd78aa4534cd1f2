package skald.platform.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import skald.orders.SagaStyle;

/** Where a platform keeps its data, and who carries its orders. Of each kind one is shared by all scenarios of this JVM. */
enum Topology {
    ORCHESTRATION_ON_POSTGRES(SagaStyle.ORCHESTRATION, false),
    ORCHESTRATION_IN_MEMORY(SagaStyle.ORCHESTRATION, true),
    CHOREOGRAPHY_ON_POSTGRES(SagaStyle.CHOREOGRAPHY, false),
    CHOREOGRAPHY_IN_MEMORY(SagaStyle.CHOREOGRAPHY, true);

    private final SagaStyle style;
    private final boolean memory;
    private @Nullable RunningPlatform shared;

    Topology(SagaStyle style, boolean memory) {
        this.style = style;
        this.memory = memory;
    }

    SagaStyle style() {
        return style;
    }

    synchronized RunningPlatform platform() {
        RunningPlatform running = shared;
        if (running == null) {
            running = fresh();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }

    private RunningPlatform fresh() {
        Path folder = memory ? Path.of("") : RunningPlatform.newFolder();
        Settings settings = memory ? Settings.inMemory(0) : Settings.embedded(0, folder);
        return RunningPlatform.start(settings.with(style));
    }
}
