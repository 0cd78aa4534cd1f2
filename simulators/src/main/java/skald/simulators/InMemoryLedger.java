package skald.simulators;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Tx;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.memory.InMemoryTx;

/** Books in memory, for tests and a first look. One simulator at a time writes them. Thread-safe. */
public final class InMemoryLedger<E extends Ledger.Reference> implements Ledger<E> {
    private final InMemoryStore transactions = new InMemoryStore();
    private final NavigableMap<String, E> byKey = new ConcurrentSkipListMap<>();
    private final Map<String, List<E>> bySubject = new ConcurrentHashMap<>();

    @Override
    public Tx begin() {
        return transactions.begin();
    }

    @Override
    public List<E> about(Tx tx, Collection<? extends Reference> calls) {
        Set<E> found = new LinkedHashSet<>();
        for (Reference call : calls) {
            found.addAll(bySubject.getOrDefault(call.subject(), List.of()));
            find(call.key()).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    @Override
    public void append(Tx tx, List<E> entries) {
        InMemoryTx.of(tx).atCommit(() -> {}, () -> entries.forEach(this::add));
    }

    private void add(E entry) {
        byKey.put(entry.key(), entry);
        bySubject
                .computeIfAbsent(entry.subject(), _ -> new CopyOnWriteArrayList<>())
                .add(entry);
    }

    @Override
    public Optional<E> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public List<E> page(@Nullable String after, int max) {
        return (after == null ? byKey : byKey.tailMap(after, false))
                .values().stream().limit(max).toList();
    }
}
