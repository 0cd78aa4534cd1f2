package skald.orderviews.adapter.out;

import java.util.Optional;
import skald.orderviews.application.Rebuild;
import skald.orderviews.application.Rebuilds;
import skald.toolkit.memory.InMemoryStates;

/** Rebuilds in memory. */
public final class InMemoryRebuilds extends InMemoryStates<String, Rebuild> implements Rebuilds {

    @Override
    public Optional<Rebuild> last(String projection) {
        return all().filter(rebuild -> rebuild.projection().equals(projection)).findFirst();
    }
}
