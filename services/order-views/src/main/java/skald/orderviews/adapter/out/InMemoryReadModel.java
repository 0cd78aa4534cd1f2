package skald.orderviews.adapter.out;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.DetailsChange;
import skald.orderviews.application.Generations;
import skald.orderviews.application.Tables;
import skald.orderviews.domain.Customer;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.Placement;
import skald.toolkit.Change;
import skald.toolkit.ConcurrentChangeException;
import skald.toolkit.States;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.memory.InMemoryTx;

/** The read model in memory. Thread-safe. */
public final class InMemoryReadModel implements Generations {

    /** The generation that serves, its number, and the place of the one before or after it. */
    private record Places(long number, InMemoryGeneration serving, InMemoryGeneration other) {}

    private final InMemoryStore store;
    private final InMemoryStates<UUID, Customer> customers = new InMemoryStates<>();
    private final Map<Tx, InMemoryGeneration> choices = Collections.synchronizedMap(new WeakHashMap<>());
    private final Tables current = tables(this::chosen);
    private volatile Places places = new Places(1, new InMemoryGeneration(), new InMemoryGeneration());

    /** An empty read model beside what the runtime keeps in {@code store}. */
    public InMemoryReadModel(InMemoryStore store) {
        this.store = store;
    }

    InMemoryGeneration serving() {
        return places.serving();
    }

    @Override
    public long active() {
        return places.number();
    }

    @Override
    public Tables current() {
        return current;
    }

    @Override
    public Tables building(long generation) {
        return tables(_ -> notServing(generation));
    }

    @Override
    public Tx begin() {
        return store.begin();
    }

    @Override
    public void clear(long generation) {
        notServing(generation);
        places = new Places(places.number(), places.serving(), new InMemoryGeneration());
    }

    @Override
    public Map<SourceLane, Long> built(Tx tx, long generation) {
        InMemoryGeneration building = notServing(generation);
        Map<SourceLane, Long> read = Map.copyOf(building.built);
        InMemoryTx.of(tx).atCommit(() -> requireUnchanged(building.built.equals(read), "built positions"), () -> {});
        return read;
    }

    @Override
    public void note(Tx tx, long generation, Map<SourceLane, Long> positions) {
        InMemoryGeneration building = notServing(generation);
        InMemoryTx.of(tx).atCommit(() -> {}, () -> building.built.putAll(positions));
    }

    /** Nothing: logs in memory do not go away. */
    @Override
    public Map<SourceLane, Long> consumed(Tx tx) {
        return Map.of();
    }

    @Override
    public boolean swap(long generation, Predicate<Tx> catchUp) {
        AtomicBoolean swapped = new AtomicBoolean();
        try (Tx outer = store.begin()) {
            // Commits go one by one: while this one lasts, no batch is committed.
            InMemoryTx.of(outer).atCommit(() -> {}, () -> swapped.set(swapWhileHeld(generation, catchUp)));
            outer.commit();
        }
        return swapped.get();
    }

    private boolean swapWhileHeld(long generation, Predicate<Tx> catchUp) {
        try (Tx tx = store.begin()) {
            if (!catchUp.test(tx)) {
                return false;
            }
            tx.commit();
        }
        places = new Places(generation, notServing(generation), places.serving());
        return true;
    }

    private InMemoryGeneration notServing(long generation) {
        Places now = places;
        if ((generation & 1) == (now.number() & 1)) {
            throw new IllegalStateException("generation " + generation + " is in the place of the one that serves");
        }
        return now.other();
    }

    /** The generation that serves when a transaction first asks; the commit fails if it does not serve any more. */
    private InMemoryGeneration chosen(Tx tx) {
        return choices.computeIfAbsent(tx, _ -> {
            InMemoryGeneration choice = places.serving();
            InMemoryTx.of(tx).atCommit(() -> requireUnchanged(choice == places.serving(), "generation"), () -> {});
            return choice;
        });
    }

    private static void requireUnchanged(boolean unchanged, String what) {
        if (!unchanged) {
            throw new ConcurrentChangeException(what, 1, 0);
        }
    }

    private Tables tables(Function<Tx, InMemoryGeneration> generation) {
        return new Tables(
                new Views(generation),
                customers,
                (tx, changes) -> {
                    InMemoryGeneration chosen = generation.apply(tx);
                    InMemoryTx.of(tx).atCommit(() -> {}, () -> changes.forEach(change -> write(tx, chosen, change)));
                },
                (tx, entries) -> {
                    InMemoryGeneration chosen = generation.apply(tx);
                    InMemoryTx.of(tx).atCommit(() -> {}, () -> chosen.tell(entries));
                });
    }

    private void write(Tx tx, InMemoryGeneration generation, DetailsChange change) {
        switch (change) {
            case DetailsChange.Added(var userId, var details) -> generation.add(userId, details, customer(tx, userId));
            case DetailsChange.OfCustomer(var userId, var customer) -> generation.apply(userId, customer);
        }
    }

    /** The customer as of this commit, which may know more than the decision did. */
    private @Nullable Customer customer(Tx tx, UUID userId) {
        Versioned<Customer> known = customers.load(tx, List.of(userId)).get(userId);
        return known == null ? null : known.state();
    }

    private final class Views implements States<UUID, OrderView> {
        private final Function<Tx, InMemoryGeneration> generation;

        Views(Function<Tx, InMemoryGeneration> generation) {
            this.generation = generation;
        }

        @Override
        public Map<UUID, Versioned<OrderView>> load(Tx tx, Collection<UUID> keys) {
            Map<UUID, Versioned<OrderView>> views = generation.apply(tx).views;
            return keys.stream()
                    .filter(views::containsKey)
                    .collect(Collectors.toMap(key -> key, views::get, (a, _) -> a, HashMap::new));
        }

        @Override
        public void save(Tx tx, Collection<Change<UUID, OrderView>> changes) {
            Map<UUID, Versioned<OrderView>> views = generation.apply(tx).views;
            for (Change<UUID, OrderView> change : changes) {
                InMemoryTx.of(tx)
                        .atCommit(
                                () -> requireUnchanged(
                                        versionIn(views, change.key()) == change.version(), "order view"),
                                () -> put(tx, views, change));
            }
        }

        private static long versionIn(Map<UUID, Versioned<OrderView>> views, UUID key) {
            Versioned<OrderView> view = views.get(key);
            return view == null ? 0 : view.version();
        }

        private void put(Tx tx, Map<UUID, Versioned<OrderView>> views, Change<UUID, OrderView> change) {
            OrderView view = change.written();
            Placement placement = view.placement();
            Customer customer = placement == null ? null : customer(tx, placement.userId());
            boolean erased = customer != null && customer.erased();
            views.put(change.key(), new Versioned<>(erased ? view.withoutPersonalData() : view, change.nextVersion()));
        }
    }
}
