package skald.toolkit.saga;

import java.time.Instant;
import java.util.Collection;
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

    /** How many sagas are in {@code status}; quick for those that are few, COMPENSATING and STUCK. */
    long count(SagaStatus status);

    /**
     * Unfinished sagas of other generations than {@code these}, in the order of their ids after {@code after}, at most
     * {@code max}. Reads the whole table: for an operator, not for every minute.
     */
    List<SagaInstance> unfinishedOfOthers(Collection<SagaDeclaration.Version> these, @Nullable SagaId after, int max);

    /**
     * Registers generations that are not registered yet and changes none that are.
     *
     * @return everything that is registered of these sagas, all their generations
     */
    List<SagaDeclaration> declare(List<SagaDeclaration> declarations);

    /** The locks of these sagas. */
    SagaLocks locks();

    /** What operators did to these sagas. */
    SagaJournal journal();

    /** The messages of a saga have its key; but who leaves a lock wakes up the next saga in its line. */
    @Override
    default boolean isOfOneLane(SagaInstance saga) {
        return saga.locks() == null;
    }
}
