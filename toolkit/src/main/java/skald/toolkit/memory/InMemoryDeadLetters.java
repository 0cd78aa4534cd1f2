package skald.toolkit.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import skald.toolkit.DeadLetter;
import skald.toolkit.DeadLetter.Status;
import skald.toolkit.DeadLetters;

/** The dead letters in memory, under the lock of their store. */
final class InMemoryDeadLetters implements DeadLetters {
    private static final Comparator<DeadLetter> IN_ORDER =
            Comparator.comparing(DeadLetter::queue).thenComparing(DeadLetter::position);

    private final ReentrantLock lock;
    private final TreeMap<Long, DeadLetter> letters = new TreeMap<>();
    private final List<DeadLetter.Action> actions = new ArrayList<>();

    InMemoryDeadLetters(ReentrantLock lock) {
        this.lock = lock;
    }

    @Override
    public List<DeadLetter> list(Filter filter, long after, int max) {
        return locked(() -> letters.tailMap(after, false).values().stream()
                .filter(letter ->
                        filter.status() == null ? letter.status().isOpen() : letter.status() == filter.status())
                .filter(letter -> filter.key() == null || filter.key().equals(letter.key()))
                .filter(letter -> filter.type() == null || filter.type().equals(letter.type()))
                .limit(max)
                .toList());
    }

    @Override
    public Optional<DeadLetter> find(long id) {
        return locked(() -> Optional.ofNullable(letters.get(id)));
    }

    @Override
    public List<DeadLetter.Action> history(long id, int max) {
        return locked(() -> actions.stream()
                .filter(action -> action.letter() == id)
                .limit(max)
                .toList());
    }

    @Override
    public long countOpen() {
        return locked(() -> open().count());
    }

    @Override
    public List<DeadLetter> next(int lane, Collection<String> queues, int perQueue) {
        return locked(() -> open()
                .filter(letter -> letter.lane() == lane && queues.contains(letter.queue()))
                .sorted(IN_ORDER)
                .collect(Collectors.groupingBy(DeadLetter::queue))
                .values()
                .stream()
                .flatMap(queue -> queue.stream().limit(perQueue))
                .toList());
    }

    Map<String, Instant> queues(int lane) {
        Map<String, Instant> first = new HashMap<>();
        open().filter(letter -> letter.lane() == lane)
                .filter(letter -> letter.isOrdered() || letter.retryAt() != null)
                .sorted(IN_ORDER)
                .forEach(letter -> first.putIfAbsent(letter.queue(), retry(letter)));
        return first;
    }

    private static Instant retry(DeadLetter letter) {
        if (letter.status() == Status.WAITING) {
            return Instant.EPOCH;
        }
        Instant retryAt = letter.retryAt();
        return retryAt == null ? Instant.MAX : retryAt;
    }

    void apply(Changes changes) {
        for (DeadLetter letter : changes.parked()) {
            long id = letters.isEmpty() ? 1 : letters.lastKey() + 1;
            letters.put(id, letter.stored(id));
        }
        changes.changed().forEach(letter -> letters.put(letter.id(), letter));
        actions.addAll(changes.actions());
    }

    /** Forgets what is over and was parked before that. */
    void forget(Instant before) {
        locked(() -> {
            letters.values()
                    .removeIf(letter ->
                            !letter.status().isOpen() && letter.parkedAt().isBefore(before));
            return actions.removeIf(action -> !letters.containsKey(action.letter()));
        });
    }

    private Stream<DeadLetter> open() {
        return letters.values().stream().filter(letter -> letter.status().isOpen());
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
