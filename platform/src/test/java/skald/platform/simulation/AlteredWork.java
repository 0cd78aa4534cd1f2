package skald.platform.simulation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Rows;
import skald.toolkit.SagaRef;
import skald.toolkit.States;
import skald.toolkit.Work;

/** Passes on what a decision records, but for what a planted bug overrides. */
class AlteredWork implements Work {
    final Work real;

    AlteredWork(Work real) {
        this.real = real;
    }

    @Override
    public Instant now() {
        return real.now();
    }

    @Override
    public UUID newId() {
        return real.newId();
    }

    @Override
    public <K, S> @Nullable S get(States<K, S> states, K key) {
        return real.get(states, key);
    }

    @Override
    public <K, S> void put(States<K, S> states, K key, S state) {
        real.put(states, key, state);
    }

    @Override
    public <K, S> void remove(States<K, S> states, K key) {
        real.remove(states, key);
    }

    @Override
    public <R> void append(Rows<R> rows, R row) {
        real.append(rows, row);
    }

    @Override
    public void publish(String key, Object body) {
        real.publish(key, body);
    }

    @Override
    public void send(String key, Object body, SagaRef saga) {
        real.send(key, body, saga);
    }

    @Override
    public void schedule(String key, String name, Instant dueAt, Object body) {
        real.schedule(key, name, dueAt, body);
    }

    @Override
    public void unschedule(String key, String name) {
        real.unschedule(key, name);
    }

    @Override
    public void effect(String id, String key, Object request) {
        real.effect(id, key, request);
    }

    @Override
    public void reply(Object body) {
        real.reply(body);
    }

    @Override
    public void refuse(Object body) {
        real.refuse(body);
    }
}
