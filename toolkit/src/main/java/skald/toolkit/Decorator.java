package skald.toolkit;

/**
 * Stands around the handlers and effects of a {@link ServiceDefinition}: a simulation watches decisions with it, and its
 * own tests break them.
 */
public interface Decorator {

    /** What decides messages with such a body instead of {@code handler}. */
    default <B> Handler<B> handler(Class<?> body, Handler<B> handler) {
        return handler;
    }

    /** What performs such requests instead of {@code effect}. */
    default <R> Effect<R> effect(Class<?> request, Effect<R> effect) {
        return effect;
    }
}
