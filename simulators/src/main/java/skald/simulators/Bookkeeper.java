package skald.simulators;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import skald.simulators.Ledger.Reference;
import skald.toolkit.Tx;

/**
 * Decides calls against the books and enters what was decided: once per key, in groups of one query, one insert and one
 * commit. Thread-safe.
 *
 * @param <C> calls
 * @param <E> entries
 */
public final class Bookkeeper<C extends Reference, E extends Reference> {

    /** The rules: pure. */
    @FunctionalInterface
    public interface Rules<C, E> {
        /** The entry for a call with a new key, given all entries about its subject; empty if nothing is to be entered. */
        Optional<E> decide(C call, List<E> about);
    }

    /**
     * What the books say about a call.
     *
     * @param entry empty if nothing was entered
     * @param fresh whether this very call entered it, rather than an earlier one with the same key
     */
    public record Entered<E>(Optional<E> entry, boolean fresh) {}

    private final Ledger<E> ledger;
    private final Rules<C, E> rules;
    private final GroupCommit<C, Entered<E>> group;

    /** {@code executor} runs the commits, one at a time. */
    public Bookkeeper(Ledger<E> ledger, Rules<C, E> rules, Executor executor) {
        this.ledger = ledger;
        this.rules = rules;
        this.group = new GroupCommit<>(this::commit, executor);
    }

    /** Enters {@code call} unless its key is in the books, and waits until that is durable. */
    public Entered<E> enter(C call) throws InterruptedException {
        return group.call(call);
    }

    private List<Entered<E>> commit(List<C> calls) {
        List<Entered<E>> answers = new ArrayList<>();
        List<E> fresh = new ArrayList<>();
        try (Tx tx = ledger.begin()) {
            Map<String, E> byKey = new HashMap<>();
            Map<String, List<E>> bySubject = new HashMap<>();
            ledger.about(tx, calls).forEach(entry -> note(entry, byKey, bySubject));
            for (C call : calls) {
                Optional<E> known = Optional.ofNullable(byKey.get(call.key()));
                Optional<E> entry = known.isPresent()
                        ? known
                        : rules.decide(call, List.copyOf(bySubject.getOrDefault(call.subject(), List.of())));
                answers.add(new Entered<>(entry, known.isEmpty()));
                if (known.isEmpty() && entry.isPresent()) {
                    note(entry.get(), byKey, bySubject);
                    fresh.add(entry.get());
                }
            }
            if (!fresh.isEmpty()) {
                ledger.append(tx, fresh);
                tx.commit();
            }
        }
        return answers;
    }

    private void note(E entry, Map<String, E> byKey, Map<String, List<E>> bySubject) {
        byKey.put(entry.key(), entry);
        bySubject.computeIfAbsent(entry.subject(), _ -> new ArrayList<>()).add(entry);
    }
}
