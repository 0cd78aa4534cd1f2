package skald.orderviews;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import skald.contracts.Contracts;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.MessageTypes;

/** The service over logs that a test writes. */
final class RunningViews implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    private final OrderViewsService service;

    /** All logs that the service reads, empty. */
    static Map<String, SomeLog> logs() {
        Map<String, SomeLog> logs = new LinkedHashMap<>();
        for (String source : new String[] {"users", "orders", "payments", "inventory", "shipping", "notifications"}) {
            logs.put(source, new SomeLog(source));
        }
        return logs;
    }

    /** Writes a message into the log that its type belongs to; gives its position. */
    static String tell(Map<String, SomeLog> logs, UUID key, Object body, Instant at) {
        SomeLog log = logs.get(TYPES.name(body.getClass()).split("\\.")[1]);
        return java.util.Objects.requireNonNull(log).append(key, body, at);
    }

    static Environment environment(InstantSource clock) {
        AtomicLong ids = new AtomicLong();
        return new Environment(
                clock,
                () -> new UUID(0x7000, ids.incrementAndGet()),
                new Random(1),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Starts the service; {@code seen} is how it sees each log. */
    RunningViews(
            Function<Environment, OrderViewsService> service,
            InstantSource clock,
            Map<String, SomeLog> logs,
            UnaryOperator<Feed> seen) {
        this.service = service.apply(environment(clock));
        logs.values().forEach(log -> this.service.reads(seen.apply(log)));
        this.service.runtime().start();
    }

    OrderViewsService service() {
        return service;
    }

    /** Waits until everything in the logs is in the read model. */
    void catchUp() {
        assertThat(service.runtime().await(() -> service.runtime().lag() == 0, PATIENCE))
                .isTrue();
    }

    @Override
    public void close() {
        service.runtime().close();
    }
}
