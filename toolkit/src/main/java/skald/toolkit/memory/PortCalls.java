package skald.toolkit.memory;

import java.util.function.Supplier;

/**
 * Stands around every call that a service makes to its store in memory: a simulation lets calls fail, take time, or find
 * their caller dead before, in the middle and after. Thread-safe if the store is used by several threads.
 */
public interface PortCalls {

    /** Makes the calls, and nothing else. */
    PortCalls UNDISTURBED = new PortCalls() {
        @Override
        public <T> T make(String port, Supplier<T> call) {
            return call.get();
        }
    };

    /**
     * Makes {@code call}, or does not.
     *
     * @param port which one, such as {@code Store.commit} or {@code InMemoryOrders.load}
     */
    <T> T make(String port, Supplier<T> call);
}
