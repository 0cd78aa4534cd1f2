package skald.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Environment;
import skald.toolkit.memory.PortCalls;

/**
 * Everything that happens in one run: events in the order of their virtual time, equal times in an order that is drawn.
 * What waits in the middle of an event (a slow store, a pause) lets the events that are due meanwhile happen inside of it.
 * Nothing else decides, so that a seed is a run. Used by one thread.
 */
public final class World {
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    /** Waits inside of waits; each is some dozens of frames on the stack. A process that would wait deeper is killed. */
    private static final int MOST_NESTED = 60;

    private static final long MICROS_PER_MILLI = 1_000;
    /** Begins the label of a turn: there are too many of them to be told. */
    static final char TURN = '~';

    /** What is to be done at a time that a clock ahead gave is done so much later once the clock is right. */
    private static final long MOST_AHEAD_MICROS = micros(Duration.ofMinutes(10));

    private static final long MOST_BACK_MICROS = micros(Duration.ofMinutes(5));

    private static final class Event implements Comparable<Event> {
        final long at;
        final int draw;
        final long sequence;
        final @Nullable Life life;
        final String label;
        final Runnable action;

        Event(long at, int draw, long sequence, @Nullable Life life, String label, Runnable action) {
            this.at = at;
            this.draw = draw;
            this.sequence = sequence;
            this.life = life;
            this.label = label;
            this.action = action;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(at, other.at);
            int byDraw = byTime != 0 ? byTime : Integer.compare(draw, other.draw);
            return byDraw != 0 ? byDraw : Long.compare(sequence, other.sequence);
        }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final List<Machine> machines = new ArrayList<>();
    private final Plan plan;
    private final List<Life> replaced = new ArrayList<>();
    private final SplittableRandom random;
    private final SplittableRandom chance;
    private final Swarm swarm;
    private final CrashPoints crashPoints;
    private final @Nullable List<String> trace;
    private final FaultyPorts ports = new FaultyPorts(this);

    private long nowMicros;
    private long sequence;
    private long ids;
    private int nested;
    private boolean healed;
    private long hash = 0xcbf29ce484222325L;
    private long events;

    private @Nullable Life current;

    /**
     * @param crashPoints where processes die besides the drawn crashes
     * @param trace gets a line per event, if anybody wants to read it
     */
    World(Plan plan, CrashPoints crashPoints, @Nullable List<String> trace) {
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
        this.swarm = new Swarm(random.split(), plan.without());
        this.chance = random.split();
        this.crashPoints = crashPoints;
        this.trace = trace;
    }

    // --- what scenarios use ---

    /** Draws whatever the scenario leaves to the seed. */
    public RandomGenerator random() {
        return random;
    }

    /** How much a scenario does at most; less while the shortest run that fails is looked for. */
    public int most() {
        return plan.most();
    }

    /** The true time. */
    public Instant instant() {
        return BEGINNING.plusNanos(nowMicros * 1_000);
    }

    /** Adds a machine and starts {@code program} on it, now and after every crash. */
    public Machine machine(String name, Consumer<Life> program) {
        return machine(name, false, program);
    }

    /** The same; its services {@code share} their lanes by leases, so that another process may work while one hangs. */
    public Machine machine(String name, boolean share, Consumer<Life> program) {
        Machine machine = new Machine(name, share, program);
        machines.add(machine);
        start(machine);
        return machine;
    }

    /** What a service of {@code life} takes from the world. */
    public Environment environment(Life life) {
        return new Environment(life.clock(), this::newId, random, Runnable::run, new VirtualScheduler(this, life));
    }

    /** Stands around the calls to every store in this world. */
    public PortCalls ports() {
        return ports;
    }

    /** The log of another machine's service as it reaches {@code reader}: late, in pieces, or for the moment not at all. */
    public Transport transport(Life reader, String source, Log log, int lanes) {
        return new Transport(this, reader, source, log, lanes);
    }

    /** Does something after {@code delay}, outside any process. */
    public void after(Duration delay, String label, Runnable action) {
        schedule(nowMicros + micros(delay), null, label, action);
    }

    /** Whether {@code fault} happens now: never once the world is healed. */
    public boolean strikes(Fault fault) {
        double rate = swarm.rate(fault);
        if (healed || rate == 0 || chance.nextDouble() >= rate) {
            return false;
        }
        note(fault.name(), current);
        return true;
    }

    /** A duration from zero to {@code longest}, mostly short. */
    public Duration some(Duration longest) {
        double share = random.nextDouble();
        return Duration.ofNanos((long) (longest.toNanos() * share * share * share));
    }

    /** Notes something worth reading in the trace. It is part of the run's hash. */
    public void note(String what) {
        note(what, current);
    }

    /** Sees to it that what is asked or done now is not part of the run: no faults, no time. */
    public <T> T aside(java.util.function.Supplier<T> look) {
        Life before = current;
        current = null;
        try {
            return look.get();
        } finally {
            current = before;
        }
    }

    /** Kills what runs on {@code machine} and has it started again after a while. */
    public void crash(Machine machine) {
        Life life = machine.life;
        if (life != null) {
            kill(life);
        }
    }

    // --- what the run uses ---

    void runFor(Duration duration) {
        runUntil(nowMicros + micros(duration), () -> false);
    }

    /** No faults any more: what hung is shot, what is down is started. */
    void heal() {
        note("healed", null);
        healed = true;
        replaced.forEach(this::kill);
        for (Machine machine : machines) {
            machine.clockOffsetMicros = 0;
            machine.awayUntilMicros = 0;
            if (machine.life == null) {
                start(machine);
            }
        }
    }

    boolean isHealed() {
        return healed;
    }

    long hash() {
        return hash;
    }

    long events() {
        return events;
    }

    Set<Fault> faults() {
        return swarm.faults();
    }

    CrashPoints crashPoints() {
        return crashPoints;
    }

    @Nullable
    Life current() {
        return current;
    }

    long nowMicros() {
        return nowMicros;
    }

    static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** Some microseconds, so that what is due at once is not always due in the same order. */
    long soon() {
        return random.nextInt(200);
    }

    long someMicros(long most) {
        return micros(some(Duration.ofNanos(most * 1_000)));
    }

    void schedule(long at, @Nullable Life life, String label, Runnable action) {
        queue.add(new Event(Math.max(at, nowMicros), random.nextInt(), sequence++, life, label, action));
    }

    /** Lets happen what is due until then. Called in the middle of an event, it happens inside of it. */
    void runUntil(long end, BooleanSupplier stop) {
        if (nested >= MOST_NESTED) {
            if (current != null) {
                kill(current);
                throw new Killed(current.toString());
            }
            throw new IllegalStateException("waits inside of waits");
        }
        nested++;
        try {
            while (!stop.getAsBoolean()) {
                Event next = queue.peek();
                if (next == null || next.at > end) {
                    nowMicros = Math.max(nowMicros, end);
                    return;
                }
                queue.remove();
                nowMicros = Math.max(nowMicros, next.at);
                happen(next);
            }
        } finally {
            nested--;
        }
    }

    private void happen(Event event) {
        if (event.life != null && event.life.dead) {
            return;
        }
        events++;
        Life before = current;
        current = event.life;
        note(event.label, event.life);
        try {
            event.action.run();
            if (event.life != null && event.life.doomed) {
                kill(event.life);
            }
        } catch (Killed _) {
            // What it was doing ends here.
        } finally {
            current = before;
        }
    }

    void note(String what, @Nullable Life who) {
        long mixed = hash;
        mixed = (mixed ^ nowMicros) * 0x100000001b3L;
        mixed = (mixed ^ what.hashCode()) * 0x100000001b3L;
        mixed = (mixed ^ (who == null ? 0 : 31 * who.machine.name.hashCode() + who.number)) * 0x100000001b3L;
        hash = mixed ^ mixed >>> 29;
        if (trace != null && what.charAt(0) != TURN) {
            trace.add(line(what, who));
        }
    }

    private String line(String what, @Nullable Life who) {
        return "%12.3f ms  %-18s %s".formatted(nowMicros / (double) MICROS_PER_MILLI, who == null ? "" : who, what);
    }

    /** Adds a line to the trace, if there is one, and nothing to the run. */
    public void tell(java.util.function.Supplier<String> what) {
        if (trace != null) {
            trace.add(line(what.get(), current));
        }
    }

    /** Does {@code work} as that process. */
    <T> T as(@Nullable Life life, java.util.concurrent.Callable<T> work) throws Exception {
        Life before = current;
        current = life;
        try {
            return work.call();
        } finally {
            current = before;
        }
    }

    /** Whether a fault of the clock strikes; then it does. */
    void jump(Machine machine) {
        if (strikes(Fault.CLOCK_JUMP)) {
            machine.clockOffsetMicros = random.nextLong(-MOST_BACK_MICROS, MOST_AHEAD_MICROS);
        }
    }

    void kill(Life life) {
        if (life.dead) {
            return;
        }
        life.dead = true;
        Machine machine = life.machine;
        note("crash", life);
        if (machine.life == life) {
            machine.life = null;
            long rest = someMicros(Duration.ofSeconds(5).toNanos() / 1_000);
            schedule(nowMicros + rest, null, "restart", () -> {
                if (machine.life == null) {
                    start(machine);
                }
            });
        }
    }

    /** Starts another process in the place of one that hangs, which goes on later and must do no harm. */
    void replace(Life hanging) {
        if (hanging.machine.life == hanging) {
            note("replaced", hanging);
            replaced.add(hanging);
            start(hanging.machine);
        }
    }

    private void start(Machine machine) {
        Life life = new Life(this, machine, ++machine.lives);
        machine.life = life;
        Life before = current;
        current = life;
        note("start", life);
        try {
            machine.program.accept(life);
        } catch (Killed _) {
            // It died while it started, and will start again.
        } catch (ConnectionLostException _) {
            kill(life); // as a service that finds no store when it starts
        } finally {
            current = before;
        }
    }

    private UUID newId() {
        // Version 7: time, then a counter, so that later ids sort after earlier ones; variant 2.
        long millis = BEGINNING.toEpochMilli() + nowMicros / MICROS_PER_MILLI;
        long counter = ++ids;
        return new UUID(millis << 16 | 0x7000 | counter >>> 50 & 0xfff, 0x8000_0000_0000_0000L | counter * 0x9e3779b9L);
    }
}
