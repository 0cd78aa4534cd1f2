package skald.simulation;

import java.time.Duration;
import java.util.function.Supplier;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.memory.PortCalls;

/** What befalls the calls of a process to its store. */
final class FaultyPorts implements PortCalls {
    private static final String COMMIT = "Store.commit";
    private static final long SLOW_MICROS = World.micros(Duration.ofMillis(40));
    private static final long LONGEST_OUTAGE_MICROS = World.micros(Duration.ofSeconds(20));
    private static final long LONGEST_HANG_MICROS = World.micros(Duration.ofSeconds(30));

    private final World world;
    /** A call inside of a call is part of it. */
    private boolean inside;

    FaultyPorts(World world) {
        this.world = world;
    }

    @Override
    public <T> T make(String port, Supplier<T> call) {
        Life life = world.current();
        if (life == null || inside) {
            return call.get();
        }
        before(life, port);
        T answer = effect(call);
        world.tell(() -> port);
        after(life, port);
        return answer;
    }

    private <T> T effect(Supplier<T> call) {
        inside = true;
        try {
            return call.get();
        } finally {
            inside = false;
        }
    }

    private void before(Life life, String port) {
        requireAlive(life);
        if (world.strikes(Fault.CRASH) || world.crashPoints().pass(port, "before")) {
            die(life);
        }
        world.jump(life.machine);
        hang(life);
        if (world.strikes(Fault.SLOW_STORE)) {
            pass(life, world.someMicros(SLOW_MICROS));
        }
        if (world.strikes(Fault.OUTAGE)) {
            life.machine.awayUntilMicros = world.nowMicros() + world.someMicros(LONGEST_OUTAGE_MICROS);
        }
        if (life.machine.awayUntilMicros > world.nowMicros() || world.strikes(Fault.CONNECTION_LOST)) {
            throw new ConnectionLostException("no connection for " + port);
        }
        if (port.equals(COMMIT)) {
            if (world.strikes(Fault.COMMIT_FAILS)) {
                throw new ConnectionLostException("the commit failed");
            }
            if (world.strikes(Fault.CONFLICT)) {
                throw new ConcurrentChangeException("drawn", 1, 0);
            }
        }
    }

    private void after(Life life, String port) {
        if (world.strikes(Fault.CRASH) || world.crashPoints().pass(port, "unanswered")) {
            die(life);
        }
        if (port.equals(COMMIT) && world.strikes(Fault.COMMIT_UNKNOWN)) {
            throw new ConnectionLostException("the commit was not answered");
        }
        if (world.crashPoints().pass(port, "after") || world.strikes(Fault.CRASH)) {
            life.doomed = true;
        }
    }

    /** The process stands still, another one takes its place, and then it goes on in the middle of what it did. */
    private void hang(Life life) {
        if (life.machine.shares && life.machine.life == life && world.strikes(Fault.ZOMBIE)) {
            long end = world.nowMicros() + world.someMicros(LONGEST_HANG_MICROS);
            world.schedule(
                    world.nowMicros() + (end - world.nowMicros()) / 2, null, "replace", () -> world.replace(life));
            pass(life, end - world.nowMicros());
        }
    }

    private void pass(Life life, long micros) {
        world.runUntil(world.nowMicros() + micros, () -> life.dead);
        requireAlive(life);
    }

    private void requireAlive(Life life) {
        if (life.doomed) {
            die(life);
        }
        if (life.dead) {
            throw new Killed(life.toString());
        }
    }

    private void die(Life life) {
        world.kill(life);
        throw new Killed(life.toString());
    }
}
