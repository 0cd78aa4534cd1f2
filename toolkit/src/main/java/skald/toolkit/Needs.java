package skald.toolkit;

import java.util.Collection;
import java.util.function.BiConsumer;

/** Collects the states that the decisions of a batch will read, so that each kind is loaded with one query per round. */
public interface Needs {

    /** The decision reads or writes the state of {@code key}. */
    <K, S> Needs of(States<K, S> states, K key);

    /**
     * The decision reads or writes the state of {@code key}, and that state tells what else: {@code then} gets it once
     * it is loaded and names further states, which are loaded for the whole batch in a second round (and so on, at most
     * four rounds). If there is no state, {@code then} is not called.
     *
     * <p>It sees the state as it was before the batch. So a state that names others must be written by decisions that
     * need those others as well; then they are loaded whenever an earlier message of the same batch has written it.
     */
    <K, S> Needs of(States<K, S> states, K key, BiConsumer<S, Needs> then);

    /** The decision reads or writes the states of all {@code keys}. */
    default <K, S> Needs all(States<K, S> states, Collection<? extends K> keys) {
        keys.forEach(key -> of(states, key));
        return this;
    }
}
