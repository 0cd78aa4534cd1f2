package skald.simulation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a process runs and is started again after it died. */
public final class Machine {
    final String name;
    final boolean shares;
    final Consumer<Life> program;

    @Nullable
    Life life;

    int lives;
    long clockOffsetMicros;
    /** Its store does not answer before that. */
    long awayUntilMicros;

    Machine(String name, boolean shares, Consumer<Life> program) {
        this.name = name;
        this.shares = shares;
        this.program = program;
    }

    /** What runs there now; {@code null} while it is down. */
    public @Nullable Life life() {
        return life;
    }
}
