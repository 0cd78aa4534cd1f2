package skald.simulation;

import java.time.InstantSource;

/** A process from its start to its end; the next one of the same {@link Machine} remembers nothing of it. */
public final class Life {
    final Machine machine;
    final int number;
    boolean dead;
    /** Dies before its next call, having learned the answer of the last one. */
    boolean doomed;

    private final World world;

    Life(World world, Machine machine, int number) {
        this.world = world;
        this.machine = machine;
        this.number = number;
    }

    /** Whether it has not crashed. */
    public boolean isAlive() {
        return !dead;
    }

    /** The process's own clock, which may be wrong. */
    public InstantSource clock() {
        return () -> world.instant().plusNanos(machine.clockOffsetMicros * 1_000);
    }

    /** The name of the machine and how many processes it had so far. */
    @Override
    public String toString() {
        return machine.name + '#' + number;
    }
}
