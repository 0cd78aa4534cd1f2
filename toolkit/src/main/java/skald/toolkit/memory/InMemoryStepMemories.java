package skald.toolkit.memory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.participant.StepKey;
import skald.toolkit.participant.StepMemories;
import skald.toolkit.participant.StepMemory;

/** What a participant remembers, in memory. */
public final class InMemoryStepMemories extends InMemoryStates<StepKey, StepMemory> implements StepMemories {

    @Override
    public int forget(Tx tx, Instant before, int max) {
        List<StepKey> old = entriesAfter(null)
                .filter(entry -> entry.getValue().at().isBefore(before))
                .sorted(Comparator.comparing(entry -> entry.getValue().at()))
                .limit(max)
                .map(Map.Entry::getKey)
                .toList();
        List<Change<StepKey, StepMemory>> removals = load(tx, old).entrySet().stream()
                .map(found -> new Change<>(
                        found.getKey(),
                        found.getValue().version(),
                        found.getValue().state(),
                        null))
                .toList();
        save(tx, removals);
        return removals.size();
    }
}
