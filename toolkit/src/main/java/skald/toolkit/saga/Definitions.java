package skald.toolkit.saga;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import skald.toolkit.MessageTypes;
import skald.toolkit.SagaRef;
import skald.toolkit.saga.SagaStep.Act;
import skald.toolkit.saga.SagaStep.Undo;

/**
 * All definitions that a coordinator knows, and on which of them a running saga goes on. Thread-safe.
 *
 * <p>A saga goes on with the definition that it was started with, unless a newer one says how it takes over. The step
 * names of generations that are not defined any more come from the store, where every generation is registered.
 */
final class Definitions {

    /** What a running saga goes on with. */
    sealed interface Place {
        /** This definition. */
        record On<D>(
                Saga<D> saga,
                SagaInstance instance,
                boolean moved,
                @Nullable SagaProgress<D> from) implements Place {}

        /** None, and why. */
        record Nowhere(String why) implements Place {}
    }

    private final Map<String, Map<Integer, Saga<?>>> sagas = new HashMap<>();
    private final Set<String> children = new HashSet<>();
    private final Set<String> lockers = new HashSet<>();
    private final Map<SagaDeclaration.Version, List<String>> registered = new ConcurrentHashMap<>();
    private final MessageTypes dataTypes;

    Definitions(List<Saga<?>> all) {
        Set<Class<?>> data = new HashSet<>();
        for (Saga<?> saga : all) {
            if (sagas.computeIfAbsent(saga.name(), _ -> new HashMap<>()).put(saga.generation(), saga) != null) {
                throw new IllegalArgumentException("two definitions of " + saga);
            }
            if (saga.locks() != null) {
                lockers.add(saga.name());
            }
            data.add(saga.dataType());
            saga.migrations().values().forEach(migration -> data.add(migration.oldData()));
            registered.put(version(saga), names(saga));
        }
        dataTypes = MessageTypes.of("saga", data.toArray(Class<?>[]::new));
        all.forEach(this::checkChildren);
    }

    private void checkChildren(Saga<?> saga) {
        for (Saga<?> child : saga.children()) {
            if (generations(child.name()).get(child.generation()) != child) {
                throw new IllegalArgumentException(saga + " starts " + child + ", which the coordinator was not given");
            }
            if (child.locks() != null) {
                throw new IllegalArgumentException(
                        child + " is a step of " + saga + " and cannot have locks of its own: waiting for them while"
                                + " its parent has some could end in a circle. Let the parent"
                                + " take them");
            }
            children.add(child.name());
        }
    }

    private static SagaDeclaration.Version version(Saga<?> saga) {
        return new SagaDeclaration.Version(saga.name(), saga.generation());
    }

    private static List<String> names(Saga<?> saga) {
        return saga.steps().stream().<String>map(SagaStep::name).toList();
    }

    /**
     * Registers all definitions, once.
     *
     * @throws IllegalStateException if one of them is not what is registered under its generation
     */
    void register(SagaStates states) {
        List<SagaDeclaration> mine = all().stream()
                .map(saga -> new SagaDeclaration(version(saga), saga.signature()))
                .toList();
        Map<SagaDeclaration.Version, String> kept = new HashMap<>();
        for (SagaDeclaration declaration : states.declare(mine)) {
            kept.put(declaration.version(), declaration.steps());
            registered.putIfAbsent(declaration.version(), declaration.names());
        }
        for (SagaDeclaration declaration : mine) {
            String before = kept.getOrDefault(declaration.version(), declaration.steps());
            if (!before.equals(declaration.steps())) {
                throw new IllegalStateException("The steps of saga \""
                        + declaration.version().name()
                        + "\" have changed, but its generation is still "
                        + declaration.version().generation()
                        + ". Sagas that were started before would go on in the wrong place. Give the changed table a"
                        + " new generation, and keep the old one beside it or migrate from it.\nRegistered:\n" + before
                        + "\nNow:\n" + declaration.steps());
            }
        }
    }

    List<Saga<?>> all() {
        List<Saga<?>> all = new ArrayList<>();
        sagas.values().forEach(generations -> all.addAll(generations.values()));
        return all;
    }

    Set<String> names() {
        return sagas.keySet();
    }

    /** All definitions of a name, by generation. */
    Map<Integer, Saga<?>> generations(String name) {
        return sagas.getOrDefault(name, Map.of());
    }

    /** Whether sagas of this name lock anything. */
    boolean locks(String name) {
        return lockers.contains(name);
    }

    /** Whether sagas of this name are steps of others. */
    boolean isChild(String name) {
        return children.contains(name);
    }

    /** The ids of all sagas that one may start, and that these may start, and so on. */
    Set<SagaId> descendants(SagaId id) {
        if (children.isEmpty()) {
            return Set.of();
        }
        Set<SagaId> all = new HashSet<>();
        collect(id, all);
        return all;
    }

    private void collect(SagaId id, Set<SagaId> all) {
        for (Saga<?> saga : generations(id.definition()).values()) {
            for (SagaStep<?> step : saga.steps()) {
                if (step.act() instanceof Act.Child<?> child
                        && all.add(childOf(id, child.saga(), step.name(), false))) {
                    collect(childOf(id, child.saga(), step.name(), false), all);
                }
                if (step.undo() instanceof Undo.Child<?> child
                        && all.add(childOf(id, child.saga(), step.name(), true))) {
                    collect(childOf(id, child.saga(), step.name(), true), all);
                }
            }
        }
    }

    /** The id of the saga that a step is: known before it is started. */
    static SagaId childOf(SagaId parent, Saga<?> child, String step, boolean undo) {
        return new SagaId(child.name(), parent.instance() + '.' + (undo ? "!" : "") + step);
    }

    static SagaId parentOf(SagaRef ref) {
        return new SagaId(ref.definition(), ref.instance());
    }

    byte[] encode(Object data) {
        return dataTypes.encode(data);
    }

    <D> D decode(Class<D> type, byte[] data) {
        return type.cast(dataTypes.decode(dataTypes.name(type), data));
    }

    /** What a running saga goes on with, now that these are the definitions. */
    Place place(SagaInstance instance) {
        Map<Integer, Saga<?>> generations = generations(instance.id().definition());
        for (Saga<?> newer : generations.values()) {
            if (newer.generation() > instance.generation()
                    && newer.migrations().containsKey(instance.generation())
                    && !instance.status().isFinished()) {
                return migrate(newer, instance);
            }
        }
        Saga<?> own = generations.get(instance.generation());
        return own != null
                ? on(own, instance)
                : new Place.Nowhere("generation " + instance.generation() + " of saga \""
                        + instance.id().definition()
                        + "\" is not defined any more, and no newer one takes over from it");
    }

    private static <D> Place on(Saga<D> saga, SagaInstance instance) {
        return new Place.On<>(saga, instance, false, null);
    }

    private <D> Place migrate(Saga<D> newer, SagaInstance instance) {
        SagaMigration<?, D> migration = newer.migrations().get(instance.generation());
        if (migration == null) {
            throw new IllegalStateException(newer + " has no migration from " + instance.generation());
        }
        try {
            SagaProgress<D> progress = apply(migration, instance);
            SagaInstance moved = Relocation.of(newer, instance, progress, encode(progress.data()));
            Place next = place(moved);
            return switch (next) {
                case Place.Nowhere nowhere -> nowhere;
                // Only the last move knows the names that answers carry from the one before it; older ones come again.
                case Place.On<?> on -> on.moved() ? on : new Place.On<>(newer, moved, true, progress);
            };
        } catch (RuntimeException e) {
            return new Place.Nowhere("the migration to " + newer + " fails: " + e.getMessage());
        }
    }

    private <O, D> SagaProgress<D> apply(SagaMigration<O, D> migration, SagaInstance instance) {
        List<String> names =
                registered.get(new SagaDeclaration.Version(instance.id().definition(), instance.generation()));
        if (names == null) {
            throw new IllegalStateException("the steps of generation " + instance.generation() + " are not registered");
        }
        StepState[] states = instance.progress().isEmpty()
                ? LegacyProgress.of(names, instance)
                : StepState.read(instance.progress());
        if (states.length != names.size()) {
            throw new IllegalStateException("the saga has " + states.length + " steps, its generation " + names.size());
        }
        Map<String, StepState> steps = new LinkedHashMap<>();
        for (int i = 0; i < states.length; i++) {
            steps.put(names.get(i), states[i]);
        }
        O data = decode(migration.oldData(), instance.data());
        return migration.function().apply(SagaProgress.of(data, instance.backwards(), steps));
    }
}
