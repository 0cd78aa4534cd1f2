package skald.toolkit.memory;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Expiring;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaStatus;

/** Sagas in memory. */
public final class InMemorySagas extends InMemoryStates<SagaId, SagaInstance> implements SagaStates, Expiring {

    @Override
    public List<SagaInstance> list(@Nullable SagaStatus status, @Nullable SagaId after, int max) {
        Stream<SagaInstance> sagas = after == null ? all() : after(after);
        return sagas.filter(saga -> status == null || saga.status() == status)
                .limit(max)
                .toList();
    }

    @Override
    public Set<String> keys(SagaStatus status, Instant dueSince) {
        return all().filter(saga -> saga.status() == status && !saga.dueAt().isBefore(dueSince))
                .map(SagaInstance::key)
                .collect(Collectors.toSet());
    }

    /** Forgets finished sagas. */
    @Override
    public long expire(Instant before, long from) {
        forget(saga -> saga.status().isFinished() && saga.updatedAt().isBefore(before));
        return 0;
    }
}
