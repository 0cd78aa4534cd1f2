package skald.toolkit.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Expiring;
import skald.toolkit.saga.Intervention;
import skald.toolkit.saga.SagaDeclaration;
import skald.toolkit.saga.SagaId;
import skald.toolkit.saga.SagaInstance;
import skald.toolkit.saga.SagaJournal;
import skald.toolkit.saga.SagaLock;
import skald.toolkit.saga.SagaLocks;
import skald.toolkit.saga.SagaStates;
import skald.toolkit.saga.SagaStatus;

/** Sagas in memory. */
public final class InMemorySagas extends InMemoryStates<SagaId, SagaInstance> implements SagaStates, Expiring {

    private static final class Journal extends InMemoryRows<Intervention> implements SagaJournal {
        @Override
        public List<Intervention> of(SagaId saga, int max) {
            return all().filter(entry -> entry.saga().equals(saga)).limit(max).toList();
        }
    }

    private final Map<SagaDeclaration.Version, SagaDeclaration> declared = new ConcurrentHashMap<>();
    /** Free locks stay as empty lines, so that a version is never used twice. */
    private static final class Locks extends InMemoryStates<String, SagaLock> implements SagaLocks {}

    private final Locks locks = new Locks();
    private final Journal journal = new Journal();

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

    @Override
    public long count(SagaStatus status) {
        return all().filter(saga -> saga.status() == status).count();
    }

    @Override
    public List<SagaInstance> unfinishedOfOthers(
            Collection<SagaDeclaration.Version> these, @Nullable SagaId after, int max) {
        Stream<SagaInstance> sagas = after == null ? all() : after(after);
        return sagas.filter(saga -> !saga.status().isFinished())
                .filter(saga ->
                        !these.contains(new SagaDeclaration.Version(saga.id().definition(), saga.generation())))
                .limit(max)
                .toList();
    }

    @Override
    public List<SagaDeclaration> declare(List<SagaDeclaration> declarations) {
        declarations.forEach(declaration -> declared.putIfAbsent(declaration.version(), declaration));
        Set<String> names = declarations.stream()
                .map(declaration -> declaration.version().name())
                .collect(Collectors.toSet());
        return declared.values().stream()
                .filter(declaration -> names.contains(declaration.version().name()))
                .toList();
    }

    @Override
    public SagaLocks locks() {
        return locks;
    }

    @Override
    public SagaJournal journal() {
        return journal;
    }
}
