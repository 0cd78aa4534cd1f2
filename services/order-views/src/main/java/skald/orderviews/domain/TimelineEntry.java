package skald.orderviews.domain;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Something that happened to an order. A message makes one entry however often it is delivered: order, source and
 * position identify it.
 *
 * @param at when it was written
 * @param source whose log it was written in; all messages of one order are in the same lane of it
 * @param position where in that log
 * @param type the message's type
 * @param summary what happened, in plain English
 */
public record TimelineEntry(UUID orderId, Instant at, String source, long position, String type, String summary) {

    /** The order of a timeline; the clocks of different services decide between their messages. */
    public static final Comparator<TimelineEntry> BY_TIME = Comparator.comparing(TimelineEntry::at)
            .thenComparing(TimelineEntry::source)
            .thenComparingLong(TimelineEntry::position);
}
