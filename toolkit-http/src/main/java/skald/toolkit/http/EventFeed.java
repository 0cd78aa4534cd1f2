package skald.toolkit.http;

import java.util.List;
import java.util.Optional;

/**
 * What a client that listens is told, one after the other: server-sent events (HTML standard, 9.2). For the thread that
 * answers the request only.
 */
@FunctionalInterface
public interface EventFeed extends AutoCloseable {

    /**
     * One event.
     *
     * @param id the client sends the last one as {@code Last-Event-ID} when it comes again
     * @param type what the client listens for
     * @param data becomes JSON in one line
     */
    record Event(String id, String type, Object data) {
        public Event {
            if (Texts.firstForbidden(id).isPresent()
                    || Texts.firstForbidden(type).isPresent()) {
                throw new IllegalArgumentException("an event's id and type are one line each");
            }
        }
    }

    /** What a route of events does: opens a feed, or throws {@link ProblemException}. */
    @FunctionalInterface
    interface Endpoint {
        EventFeed open(Request request) throws Exception;
    }

    /**
     * The next events. May wait for them, for seconds at most: an empty list keeps the connection alive. Empty when there is
     * nothing more for this client, now or ever: one that comes again gets 204 if the feed begins so, and stops.
     */
    Optional<List<Event>> next() throws Exception;

    /** Nobody listens any more. */
    @Override
    default void close() {}
}
