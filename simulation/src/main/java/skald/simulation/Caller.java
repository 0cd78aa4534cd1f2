package skald.simulation;

import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Idempotency;
import skald.toolkit.Reply;
import skald.toolkit.Service;

/**
 * Someone who asks a service for one thing, and asks again, with the same idempotency key, until there is an answer. It
 * knows nothing but what it is told.
 */
public final class Caller {
    /** Who has no answer by then does not wait any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(4);

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final Duration WAY = Duration.ofMillis(20);

    private final World world;
    private final Network network;
    private final String service;
    private final @Nullable Idempotency idempotency;
    /** The key and the body of each attempt. */
    private final BiFunction<Service, @Nullable Idempotency, Request> request;

    private final Consumer<Reply> answered;
    private int attempts;
    private boolean done;
    private boolean repeated;

    /** What is sent. */
    public record Request(String key, Object body) {}

    Caller(
            World world,
            Network network,
            String service,
            @Nullable Idempotency idempotency,
            BiFunction<Service, @Nullable Idempotency, Request> request,
            Consumer<Reply> answered) {
        this.world = world;
        this.network = network;
        this.service = service;
        this.idempotency = idempotency;
        this.request = request;
        this.answered = answered;
    }

    /** Whether it has its answer. */
    public boolean isDone() {
        return done;
    }

    /** Asks once more than it has asked. */
    void ask() {
        attempts++;
        int attempt = attempts;
        Service running = network.service(service);
        Life life = network.life(service);
        if (running == null || life == null) {
            again();
            return;
        }
        Request sent = request.apply(running, idempotency);
        running.submit(sent.key(), sent.body(), idempotency, null).whenComplete((reply, failure) -> {
            if (life.isAlive() && !world.strikes(Fault.REPLY_LOST)) {
                world.after(world.some(WAY), "reply", () -> hear(attempt, reply, failure));
            }
        });
        world.after(PATIENCE, "patience", () -> {
            if (attempt == attempts && !done) {
                ask();
            }
        });
    }

    private void hear(int attempt, @Nullable Reply reply, @Nullable Throwable failure) {
        if (failure != null || reply == null) {
            if (attempt == attempts && !done) {
                again();
            }
            return;
        }
        boolean first = !done;
        done = true;
        answered.accept(reply);
        if (first && idempotency != null && !repeated && world.strikes(Fault.REQUEST_TWICE)) {
            repeated = true;
            world.after(world.some(Duration.ofSeconds(30)), "repeats", this::ask);
        }
    }

    /** The answer was no answer: it asks again. */
    public void unsatisfied() {
        done = false;
        again();
    }

    private void again() {
        attempts++; // nobody waits for the attempts before
        int next = attempts;
        world.after(BETWEEN_ATTEMPTS, "tries again", () -> {
            if (next == attempts && !done) {
                ask();
            }
        });
    }

    @Override
    public String toString() {
        return "the caller of " + service + (idempotency == null ? "" : " with " + idempotency.scope());
    }
}
