package skald.platform.run;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import skald.orders.SagaStyle;

/** What joins the services, where they keep their data, and who carries the orders. Of each kind one is shared by all scenarios of this JVM. */
enum Topology {
    ORCHESTRATION_ON_POSTGRES(SagaStyle.ORCHESTRATION, RunningPlatform::onPostgres),
    ORCHESTRATION_IN_MEMORY(SagaStyle.ORCHESTRATION, RunningPlatform::inMemory),
    ORCHESTRATION_ON_KAFKA(SagaStyle.ORCHESTRATION, RunningPlatform::split),
    CHOREOGRAPHY_ON_POSTGRES(SagaStyle.CHOREOGRAPHY, RunningPlatform::onPostgres),
    CHOREOGRAPHY_IN_MEMORY(SagaStyle.CHOREOGRAPHY, RunningPlatform::inMemory),
    CHOREOGRAPHY_ON_KAFKA(SagaStyle.CHOREOGRAPHY, RunningPlatform::split);

    private final SagaStyle style;
    private final Function<SagaStyle, RunningPlatform> starter;
    private @Nullable RunningPlatform shared;

    Topology(SagaStyle style, Function<SagaStyle, RunningPlatform> starter) {
        this.style = style;
        this.starter = starter;
    }

    SagaStyle style() {
        return style;
    }

    /** Whether each service runs by itself. */
    boolean isSplit() {
        return this == ORCHESTRATION_ON_KAFKA || this == CHOREOGRAPHY_ON_KAFKA;
    }

    synchronized RunningPlatform platform() {
        RunningPlatform running = shared;
        if (running == null) {
            running = starter.apply(style);
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }
}
