package skald.bench.peers;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import skald.bench.Ending;

/** Who waits for the end of which order, for engines that tell only the order. Thread-safe. */
public final class Endings {
    // Bounded by how many sagas the load has under way.
    private final Map<UUID, Ending> waiting = new ConcurrentHashMap<>();

    /** {@code ending} waits for {@code order}. */
    public void await(UUID order, Ending ending) {
        waiting.put(order, ending);
    }

    /** The end of {@code order} is durable. */
    public void ended(UUID order) {
        Ending ending = waiting.remove(order);
        if (ending != null) {
            ending.ended();
        }
    }

    /** {@code order} will not end. */
    public void failed(UUID order, Throwable cause) {
        Ending ending = waiting.remove(order);
        if (ending != null) {
            ending.failed(cause);
        }
    }

    /** Nothing that waits will end. */
    public void allFailed(Throwable cause) {
        waiting.keySet().forEach(order -> failed(order, cause));
    }
}
