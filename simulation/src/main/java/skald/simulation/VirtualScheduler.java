package skald.simulation;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Outcome;
import skald.toolkit.Scheduler;

/** Turns and calls of one process as events of its world. */
final class VirtualScheduler implements Scheduler {
    private static final long USUAL_MICROS = World.micros(Duration.ofMillis(30));
    private static final long MUCH_LATER_MICROS = World.micros(Duration.ofMinutes(1));

    private final World world;
    private final Life life;
    private @Nullable VirtualTask turning;

    VirtualScheduler(World world, Life life) {
        this.world = world;
        this.life = life;
    }

    private final class VirtualTask implements Task {
        private final String label;
        private final Turns turns;
        /** Which of the scheduled turns counts; the others were overtaken. */
        private long due;

        private long dueAt = Long.MAX_VALUE;
        private boolean underWay;
        private boolean woken;
        private boolean over;

        VirtualTask(String name, Turns turns) {
            this.label = World.TURN + name;
            this.turns = turns;
        }

        void dueIn(long micros) {
            long at = world.nowMicros() + micros;
            if (over || at >= dueAt) {
                return;
            }
            dueAt = at;
            long mine = ++due;
            world.schedule(at, life, label, () -> {
                if (mine == due) {
                    take();
                }
            });
        }

        private void take() {
            dueAt = Long.MAX_VALUE;
            underWay = true;
            woken = false;
            VirtualTask before = turning;
            turning = this;
            Duration pause;
            try {
                pause = turns.take();
            } finally {
                underWay = false;
                turning = before;
            }
            if (pause == null) {
                over = true;
            } else {
                dueIn(woken || pause.isZero() ? world.soon() : Math.max(1, World.micros(pause)));
            }
        }

        @Override
        public void wake() {
            if (underWay) {
                woken = true;
            } else {
                dueIn(world.soon());
            }
        }

        @Override
        public void join() {
            over = true;
        }
    }

    @Override
    public Task start(String name, Turns turns) {
        VirtualTask task = new VirtualTask(name, turns);
        task.dueIn(world.soon());
        return task;
    }

    @Override
    public void pause(Duration duration) {
        // The turn that pauses is not taken again meanwhile: it is under way.
        world.runUntil(world.nowMicros() + Math.max(1, World.micros(duration)), () -> life.dead);
        if (life.dead) {
            throw new Killed(life.toString());
        }
    }

    @Override
    public void beside(Runnable work) {
        world.schedule(world.nowMicros() + world.soon(), life, "call", work);
    }

    @Override
    public void call(Callable<Outcome> call, Duration deadline, Consumer<Outcome> done) {
        new Call(call, world.nowMicros() + World.micros(deadline), done).send();
    }

    /** A call to the outside on its way there and back; it outlives its caller. */
    private final class Call {
        private final Callable<Outcome> call;
        private final long deadline;
        private final Consumer<Outcome> done;
        private boolean ended;

        Call(Callable<Outcome> call, long deadline, Consumer<Outcome> done) {
            this.call = call;
            this.deadline = deadline;
            this.done = done;
        }

        void send() {
            if (world.crashPoints().pass("call", "before") || world.strikes(Fault.CRASH)) {
                world.kill(life);
                throw new Killed(life.toString());
            }
            world.schedule(deadline, life, "no answer", () -> end(new Outcome.Unknown("no answer in time")));
            if (world.strikes(Fault.CALL_LOST)) {
                return;
            }
            long arrival = world.nowMicros() + world.someMicros(USUAL_MICROS);
            if (world.strikes(Fault.CALL_LATE)) {
                arrival = deadline + world.someMicros(MUCH_LATER_MICROS);
            }
            world.schedule(arrival, null, "outside", () -> answer(perform()));
            if (world.strikes(Fault.CALL_TWICE)) {
                world.schedule(arrival + world.someMicros(MUCH_LATER_MICROS), null, "outside again", this::perform);
            }
        }

        private Outcome perform() {
            try {
                return world.as(life.dead ? null : life, call);
            } catch (Killed e) {
                throw e;
            } catch (Exception e) {
                return new Outcome.Unknown(String.valueOf(e.getMessage()));
            }
        }

        private void answer(Outcome outcome) {
            if (life.dead) {
                return;
            }
            if (world.crashPoints().pass("call", "unanswered")) {
                world.kill(life);
                return;
            }
            long arrival = world.nowMicros() + world.someMicros(USUAL_MICROS);
            if (world.strikes(Fault.ANSWER_LOST)) {
                if (world.random().nextBoolean()) {
                    world.schedule(arrival, life, "broken", () -> end(new Outcome.Unknown("the connection broke")));
                }
                return;
            }
            world.schedule(arrival, life, "answer", () -> {
                end(outcome);
                if (world.crashPoints().pass("call", "after")) {
                    life.doomed = true;
                }
            });
        }

        private void end(Outcome outcome) {
            if (!ended) {
                ended = true;
                done.accept(outcome);
            }
        }
    }
}
