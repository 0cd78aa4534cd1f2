package skald.orderviews.application;

import java.util.Optional;
import skald.toolkit.States;

/** Port to the rebuilds, by the projection's name. */
public interface Rebuilds extends States<String, Rebuild> {

    /** The last rebuild of a projection. */
    Optional<Rebuild> last(String projection);
}
