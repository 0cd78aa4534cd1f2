package skald.toolkit.saga;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import skald.toolkit.States;

/** Port to the sagas that a service coordinates. */
public interface SagaStates extends States<SagaId, SagaInstance> {

    /** One saga. */
    Optional<SagaInstance> find(SagaId id);

    /**
     * Sagas in the order of their ids after {@code after}, at most {@code max}.
     *
     * @param status only those, or {@code null} for all
     */
    List<SagaInstance> list(@Nullable SagaStatus status, @Nullable SagaId after, int max);

    /** The keys of all sagas in {@code status} whose current step is due at {@code dueSince} or later. */
    Set<String> keys(SagaStatus status, Instant dueSince);
}
