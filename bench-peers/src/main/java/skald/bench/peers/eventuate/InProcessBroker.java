package skald.bench.peers.eventuate;

import io.eventuate.tram.consumer.common.MessageConsumerImplementation;
import io.eventuate.tram.messaging.common.Message;
import io.eventuate.tram.messaging.consumer.MessageHandler;
import io.eventuate.tram.messaging.consumer.MessageSubscription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

/**
 * Stands where Kafka stands else: takes messages from the reader of the outbox to their subscribers. It keeps nothing, so a
 * message counts as delivered only when its handlers have committed; what is not delivered in a crash is still in the
 * outbox.
 */
final class InProcessBroker implements MessageConsumerImplementation {
    private final Map<String, List<MessageHandler>> handlers = new ConcurrentHashMap<>();
    private final Executor executor;

    InProcessBroker(Executor executor) {
        this.executor = executor;
    }

    /** Completes when all subscribers of {@code channel} have handled the message. */
    CompletableFuture<?> deliver(String channel, Message message) {
        List<MessageHandler> subscribers = handlers.getOrDefault(channel, List.of());
        return CompletableFuture.runAsync(() -> subscribers.forEach(handler -> handler.accept(message)), executor);
    }

    @Override
    public MessageSubscription subscribe(String subscriberId, Set<String> channels, MessageHandler handler) {
        channels.forEach(channel -> handlers.computeIfAbsent(channel, _ -> new CopyOnWriteArrayList<>())
                .add(handler));
        return () -> handlers.values().forEach(subscribers -> subscribers.remove(handler));
    }

    @Override
    public String getId() {
        return "in-process";
    }

    @Override
    public void close() {
        handlers.clear();
    }
}
