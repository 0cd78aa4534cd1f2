package skald.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import skald.toolkit.DeadLetters;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Idempotency;
import skald.toolkit.Reply;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Sharing;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.memory.InMemoryStore;

/**
 * Services in a world, and those who ask them. A seed draws whether they run in one process or on a machine each, and then
 * whether their lanes are shared by leases. A service that is started again finds its store as the last one left it.
 */
public final class Network {

    /** More than a run writes. */
    private static final int MOST_MESSAGES = 1_000_000;

    /** A service as it is added. */
    private record Hosted(
            String name, int lanes, InMemoryStore store, Function<Environment, ServiceDefinition> definition) {}

    private final World world;
    private final Alterations alterations;
    private final boolean together;
    private final boolean shared;
    private final boolean watched;

    private final Map<String, Hosted> services = new LinkedHashMap<>();
    private final Map<String, Witness> witnesses = new HashMap<>();
    private final Map<String, Machine> machines = new HashMap<>();
    /** The present process of each service. */
    private final Map<String, Service> running = new HashMap<>();
    /** All that anybody reads its log with. */
    private final Map<String, List<Transport>> readers = new HashMap<>();

    private final List<Caller> callers = new ArrayList<>();

    /** Where services run. */
    public enum Topology {
        /** In one process, which dies as a whole. */
        TOGETHER,
        /** On a machine each. */
        APART,
        /** On a machine each, with leases on their lanes. */
        SHARED;

        static Topology drawn(RandomGenerator random) {
            boolean together = random.nextInt(3) == 0;
            return together ? TOGETHER : random.nextInt(4) == 0 ? SHARED : APART;
        }
    }

    /** No services yet; the seed draws where they run. */
    public Network(World world) {
        this(world, Alterations.NONE, Topology.drawn(world.random()));
    }

    /** With something broken on purpose. */
    public Network(World world, Alterations alterations) {
        this(world, alterations, Topology.drawn(world.random()));
    }

    /** The same, running there. */
    public Network(World world, Alterations alterations, Topology topology) {
        this.world = world;
        this.alterations = alterations;
        this.together = topology == Topology.TOGETHER;
        this.shared = topology == Topology.SHARED;
        this.watched = world.random().nextBoolean();
        world.note(together ? "together" : shared ? "apart, sharing" : "apart");
    }

    /** A new store for what a service keeps in memory. */
    public InMemoryStore store() {
        return new InMemoryStore(world::instant, alterations.ports(world.ports()));
    }

    /**
     * Adds a service.
     *
     * @param definition what it does, given what its process takes from the world; asked at every start, so that what it
     *     holds in memory is gone after a crash, and what belongs to {@code store} is not
     */
    public void add(String name, int lanes, InMemoryStore store, Function<Environment, ServiceDefinition> definition) {
        store.lanes(lanes);
        services.put(name, new Hosted(name, lanes, store, definition));
        readers.put(name, new ArrayList<>());
        if (watched) {
            witnesses.put(name, new Witness());
        }
    }

    /** Starts all services in the order in which they were added. */
    public void start() {
        if (together) {
            Machine one = world.machine("platform", this::startAll);
            services.keySet().forEach(name -> machines.put(name, one));
        } else {
            services.values()
                    .forEach(service -> machines.put(
                            service.name(), world.machine(service.name(), shared, life -> startOne(service, life))));
        }
    }

    private void startAll(Life life) {
        Map<String, Service> all = new LinkedHashMap<>();
        services.values().forEach(service -> all.put(service.name(), wire(service, life)));
        all.forEach((name, service) -> {
            for (String source : sources(service)) {
                Service other = all.get(source);
                if (other != null) {
                    service.subscribe(alterations.feed(name, other.feed()));
                }
            }
        });
        all.values().forEach(Service::start);
        running.putAll(all);
    }

    private void startOne(Hosted hosted, Life life) {
        Service service = wire(hosted, life);
        for (String source : sources(service)) {
            Hosted other = services.get(source);
            if (other != null) {
                service.subscribe(alterations.feed(hosted.name(), transport(life, other)));
            }
        }
        service.feed().onAppend(() -> readersOf(hosted.name()).forEach(Transport::told));
        if (shared) {
            service.start(new Sharing(life.toString(), Duration.ofSeconds(4), Duration.ofSeconds(1)));
        } else {
            service.start();
        }
        running.put(hosted.name(), service);
    }

    /** A set that was made by the JDK has no order that two runs could rely on. */
    private static Iterable<String> sources(Service service) {
        return new TreeSet<>(service.definition().sources());
    }

    private List<Transport> readersOf(String name) {
        List<Transport> all = readers.getOrDefault(name, List.of());
        all.removeIf(Transport::isOver);
        return List.copyOf(all);
    }

    private Feed transport(Life life, Hosted source) {
        InMemoryStore store = source.store();
        Transport transport = world.transport(
                life,
                source.name(),
                new Log() {
                    @Override
                    public long head(int lane) {
                        return store.head(lane);
                    }

                    @Override
                    public List<LogEntry> read(int lane, long after, int max) {
                        return store.log(lane, after, max);
                    }
                },
                source.lanes());
        readers.computeIfAbsent(source.name(), _ -> new ArrayList<>()).add(transport);
        return transport;
    }

    private Service wire(Hosted hosted, Life life) {
        Environment environment = world.environment(life);
        ServiceDefinition definition =
                alterations.definition(hosted.definition().apply(environment)).with(new Narrator(world));
        Witness witness = witnesses.get(hosted.name());
        return new Service(
                witness == null ? definition : definition.with(witness),
                alterations.store(hosted.name(), hosted.store()),
                environment,
                hosted.lanes());
    }

    /** The process that answers for {@code name} now; {@code null} while there is none. */
    @Nullable
    Service service(String name) {
        return life(name) == null ? null : running.get(name);
    }

    @Nullable
    Life life(String name) {
        Machine machine = machines.get(name);
        return machine == null ? null : machine.life();
    }

    /**
     * Has somebody ask {@code service}, again and again until there is an answer.
     *
     * @param idempotency under which all the attempts are one; without it the request may be done more than once
     * @param request makes the key and the body of an attempt
     * @param answered hears the answer; more than once if the caller repeats its request after that
     */
    public Caller ask(
            String service,
            @Nullable Idempotency idempotency,
            BiFunction<Service, @Nullable Idempotency, Caller.Request> request,
            Consumer<Reply> answered) {
        Caller caller = new Caller(world, this, service, idempotency, request, answered);
        callers.add(caller);
        caller.ask();
        return caller;
    }

    /** Whether everybody has an answer, and every service runs and has consumed everything. */
    public boolean isQuiet() {
        return callers.stream().allMatch(Caller::isDone) && unread().isEmpty();
    }

    /** What is wrong: who waits, what was not read, or read twice or in the wrong order, and what could not be decided. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        callers.stream().filter(caller -> !caller.isDone()).forEach(caller -> broken.add(caller + " waits for ever"));
        unread().forEach(broken::add);
        services.keySet().forEach(name -> broken.addAll(gaps(name)));
        for (Hosted hosted : services.values()) {
            world.aside(() -> hosted.store().deadLetters().list(DeadLetters.Filter.ANY, 0, 3)).stream()
                    .map(letter -> hosted.name() + " cannot decide " + letter.type() + ": " + letter.reason())
                    .forEach(broken::add);
            Witness witness = witnesses.get(hosted.name());
            Service service = running.get(hosted.name());
            if (witness != null && service != null) {
                broken.addAll(misread(hosted.name(), service, witness));
            }
        }
        return broken;
    }

    private List<String> gaps(String name) {
        List<String> gaps = new ArrayList<>();
        Map<Integer, Long> last = new HashMap<>();
        for (LogEntry entry : log(name)) {
            Long before = last.put(entry.lane(), entry.position());
            if (entry.position() != (before == null ? 0 : before) + 1) {
                gaps.add(
                        "11: the log of %s.%d has %d after %d".formatted(name, entry.lane(), entry.position(), before));
            }
        }
        return gaps;
    }

    private List<String> misread(String name, Service service, Witness witness) {
        List<String> broken = new ArrayList<>();
        for (String source : sources(service)) {
            broken.addAll(witness.broken(
                    name,
                    source,
                    log(source).stream()
                            .filter(entry -> service.definition().handles(entry))
                            .toList()));
        }
        return broken;
    }

    /** The whole log of {@code name}, lane after lane. */
    public List<LogEntry> log(String name) {
        Hosted hosted = services.get(name);
        if (hosted == null) {
            return List.of();
        }
        return world.aside(() -> {
            List<LogEntry> all = new ArrayList<>();
            for (int lane = 0; lane < hosted.lanes(); lane++) {
                all.addAll(hosted.store().log(lane, 0, MOST_MESSAGES));
            }
            return all;
        });
    }

    private List<String> unread() {
        List<String> unread = new ArrayList<>();
        for (String name : services.keySet()) {
            Service service = service(name);
            if (service == null) {
                unread.add(name + " is down");
            } else {
                for (String source : sources(service)) {
                    unread(name, service, services.get(source), unread);
                }
            }
        }
        return unread;
    }

    private void unread(String name, Service service, @Nullable Hosted source, List<String> unread) {
        for (int lane = 0; source != null && lane < source.lanes(); lane++) {
            int of = lane;
            long head = world.aside(() -> source.store().head(of));
            long consumed = service.consumed(new SourceLane(source.name(), lane));
            if (consumed < head) {
                unread.add("%s has consumed %d of %d of %s.%d with its lanes %s"
                        .formatted(name, consumed, head, source.name(), lane, service.ownLanes()));
            }
        }
    }
}
