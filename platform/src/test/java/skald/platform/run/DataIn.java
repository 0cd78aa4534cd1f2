package skald.platform.run;

import org.jspecify.annotations.Nullable;

/** Where a platform keeps its data. Of each kind one platform is shared by all scenarios of this JVM. */
enum DataIn {
    POSTGRES,
    MEMORY;

    private @Nullable RunningPlatform shared;

    synchronized RunningPlatform platform() {
        RunningPlatform running = shared;
        if (running == null) {
            running = this == MEMORY ? RunningPlatform.inMemory() : RunningPlatform.onPostgres();
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            shared = running;
        }
        return running;
    }
}
