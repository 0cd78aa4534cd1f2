package skald.orderviews.application;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import skald.contracts.Contracts;
import skald.orderviews.Shop;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Tx;

/** Carries messages into a read model, one transaction for each call. */
public final class Projecting {

    private static final MessageTypes TYPES = MessageTypes.of(Contracts.MESSAGES);

    private final Generations generations;
    private final Map<Class<?>, Handler<?>> handlers;
    private final Map<String, Long> positions = new HashMap<>();

    public Projecting(Generations generations) {
        this(generations, generations.current());
    }

    public Projecting(Generations generations, Tables tables) {
        this.generations = generations;
        this.handlers = new Projector(tables, TYPES).handlers();
    }

    /** A message as it comes from a log: the source follows from its type, the position from those before. */
    public <B> Message<B> message(UUID key, B body, Instant at) {
        String source = TYPES.name(body.getClass()).split("\\.")[1];
        long position = positions.merge(source, 1L, Long::sum);
        return new Message<>(source + "/0/" + position, key.toString(), body, at, null, null);
    }

    /** One message about an order. */
    public Message<?> project(UUID key, Object body, Instant at) {
        Message<?> message = message(key, body, at);
        project(List.of(message));
        return message;
    }

    /** The order {@code number} is placed. */
    public void place(long number, UUID user) {
        project(Shop.order(number), Shop.placed(number, user), Shop.at(number));
    }

    /** One batch. */
    public void project(List<Message<?>> messages) {
        try (Tx tx = generations.begin()) {
            project(messages, tx);
            tx.commit();
        }
    }

    /** One batch without its commit. */
    public void project(List<Message<?>> messages, Tx tx) {
        Replay replay = new Replay(Shop.NOON);
        messages.forEach(message -> needs(replay, message));
        replay.load(tx);
        messages.forEach(message -> decide(replay, message));
        replay.save(tx);
    }

    @SuppressWarnings("unchecked") // the projector pairs each class with its handler
    private <B> void needs(Replay replay, Message<B> message) {
        replay.needs((Handler<B>) handlers.get(message.body().getClass()), message);
    }

    @SuppressWarnings("unchecked") // the projector pairs each class with its handler
    private <B> void decide(Replay replay, Message<B> message) {
        replay.decide((Handler<B>) handlers.get(message.body().getClass()), message);
    }
}
