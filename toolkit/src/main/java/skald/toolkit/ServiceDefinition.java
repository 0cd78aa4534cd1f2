package skald.toolkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a service does, without where it runs: its message types, its handlers, its effects and whose logs it reads.
 * Immutable once built.
 */
public final class ServiceDefinition {

    record BoundEffect<R>(Effect<R> effect, EffectPolicy policy) {}

    private final String name;
    private final MessageTypes types;
    private final Map<Class<?>, Handler<?>> handlers;
    private final Map<Class<?>, BoundEffect<?>> effects;
    private final Map<String, DeadLetterPolicy> sources;
    private final Set<String> sagas;
    private final Set<Class<?>> reactions;

    private ServiceDefinition(Builder builder) {
        this.name = builder.name;
        this.types = builder.types;
        this.handlers = Map.copyOf(builder.handlers);
        this.effects = Map.copyOf(builder.effects);
        this.sources = Map.copyOf(builder.sources);
        this.sagas = Set.copyOf(builder.sagas);
        this.reactions = Set.copyOf(builder.reactions);
    }

    /** Starts the definition of the service {@code name}: lower case, digits and hyphens. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    private ServiceDefinition(ServiceDefinition plain, Decorator decorator) {
        this.name = plain.name;
        this.types = plain.types;
        Map<Class<?>, Handler<?>> handling = new HashMap<>();
        plain.handlers.forEach((body, handler) -> handling.put(body, decorator.handler(body, handler)));
        this.handlers = Map.copyOf(handling);
        Map<Class<?>, BoundEffect<?>> performing = new HashMap<>();
        plain.effects.forEach((request, bound) -> performing.put(request, decorated(request, bound, decorator)));
        this.effects = Map.copyOf(performing);
        this.sources = plain.sources;
        this.sagas = plain.sagas;
        this.reactions = plain.reactions;
    }

    private static <R> BoundEffect<R> decorated(Class<?> request, BoundEffect<R> bound, Decorator decorator) {
        return new BoundEffect<>(decorator.effect(request, bound.effect()), bound.policy());
    }

    /** The same service with {@code decorator} around its handlers and effects. */
    public ServiceDefinition with(Decorator decorator) {
        return new ServiceDefinition(this, decorator);
    }

    /** The service's name, which is also the name of its log. */
    public String name() {
        return name;
    }

    /** The message types that it reads, writes or keeps. */
    public MessageTypes types() {
        return types;
    }

    /** The services whose logs it reads. */
    public Set<String> sources() {
        return sources.keySet();
    }

    /** What becomes of messages of that service's log whose decision fails. */
    DeadLetterPolicy deadLetters(String source) {
        return sources.getOrDefault(source, DeadLetterPolicy.standard());
    }

    /** Whether it has a handler for messages of this type. */
    public boolean handles(String type) {
        return types.knows(type) && handlers.containsKey(types.body(type));
    }

    /** Whether it has a handler for this message; a reaction is for messages that belong to no saga step. */
    public boolean handles(Store.LogEntry entry) {
        return handles(entry.type()) && (entry.saga() == null || !reactions.contains(types.body(entry.type())));
    }

    /** Whether the saga that {@code ref} names is coordinated here, so that a message with it is an answer. */
    boolean owns(SagaRef ref) {
        return sagas.contains(ref.definition());
    }

    /** The handler of messages with such a body, for the runtime and for tests of decisions. */
    @SuppressWarnings("unchecked") // Builder.handle pairs the class with a handler of it
    public <B> Handler<B> handler(Class<?> body) {
        Handler<?> handler = handlers.get(body);
        if (handler == null) {
            throw new IllegalArgumentException("service " + name + " has no handler for " + body.getName());
        }
        return (Handler<B>) handler;
    }

    @SuppressWarnings("unchecked") // Builder.effect pairs the class with an effect of it
    BoundEffect<Object> effect(Class<?> request) {
        BoundEffect<?> bound = effects.get(request);
        if (bound == null) {
            throw new IllegalArgumentException("service " + name + " has no effect for " + request.getName());
        }
        return (BoundEffect<Object>) bound;
    }

    /** Builds a {@link ServiceDefinition}. Not thread-safe. */
    public static final class Builder {
        private final String name;
        private MessageTypes types = MessageTypes.none();
        private final Map<Class<?>, Handler<?>> handlers = new HashMap<>();
        private final Map<Class<?>, BoundEffect<?>> effects = new HashMap<>();
        private final Map<String, DeadLetterPolicy> sources = new LinkedHashMap<>();
        private final Set<String> sagas = new LinkedHashSet<>();
        private final Set<Class<?>> reactions = new LinkedHashSet<>();

        private Builder(String name) {
            if (!name.matches("[a-z][a-z0-9-]*")) {
                throw new IllegalArgumentException("not a service name: " + name);
            }
            this.name = name;
        }

        /** Adds message types. */
        public Builder types(MessageTypes more) {
            types = types.and(more);
            return this;
        }

        /** Messages with such a body (of logs, requests, timers and effects alike) go to {@code handler}. */
        public <B> Builder handle(Class<B> body, Handler<? super B> handler) {
            if (handlers.put(body, handler) != null) {
                throw new IllegalArgumentException("two handlers for " + body.getName());
            }
            return this;
        }

        /**
         * Messages with such a body that belong to no saga step go to {@code handler}; answers to a coordinator are skipped
         * unread. So choreographed and orchestrated flows of the same participants do not meet.
         */
        public <B> Builder react(Class<B> body, Handler<? super B> handler) {
            reactions.add(body);
            return handle(body, handler);
        }

        /** Requests of such a class, recorded with {@link Work#effect}, are performed by {@code effect}. */
        public <R> Builder effect(Class<R> request, Effect<R> effect, EffectPolicy policy) {
            if (effects.put(request, new BoundEffect<>(effect, policy)) != null) {
                throw new IllegalArgumentException("two effects for " + request.getName());
            }
            return this;
        }

        /** Coordinates the saga {@code name}: messages with its reference are answers to its steps. */
        public Builder coordinates(String name) {
            sagas.add(name);
            return this;
        }

        /** Reads the logs of these services; messages without a handler are skipped. */
        public Builder reads(String... services) {
            for (String service : services) {
                reads(service, DeadLetterPolicy.standard());
            }
            return this;
        }

        /** Reads the log of {@code service}; {@code policy} says what becomes of its messages whose decision fails. */
        public Builder reads(String service, DeadLetterPolicy policy) {
            sources.put(service, policy);
            return this;
        }

        /**
         * The definition.
         *
         * @throws IllegalArgumentException if a handler or an effect is for a class without a message type
         */
        public ServiceDefinition build() {
            List<Class<?>> all = new ArrayList<>(handlers.keySet());
            all.addAll(effects.keySet());
            all.forEach(types::name);
            return new ServiceDefinition(this);
        }
    }
}
