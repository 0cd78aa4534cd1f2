package skald.orderviews.adapter.out;

import java.util.List;
import skald.orderviews.domain.TimelineEntry;
import skald.toolkit.Rows;
import skald.toolkit.Tx;
import skald.toolkit.postgres.Unnest;

/** What happened to orders, in {@code order_timeline_0} and {@code order_timeline_1}. */
final class PostgresTimeline implements Rows<TimelineEntry> {

    private final Slot.Choice slots;

    PostgresTimeline(Slot.Choice slots) {
        this.slots = slots;
    }

    @Override
    public void append(Tx tx, List<TimelineEntry> entries) {
        Unnest.rows(entries)
                .uuids(TimelineEntry::orderId)
                .instants(TimelineEntry::at)
                .texts(TimelineEntry::source)
                .longs(TimelineEntry::position)
                .texts(TimelineEntry::type)
                .texts(TimelineEntry::summary)
                .update(tx, "timeline", slots.in(tx).sql("""
                    insert into order_timeline_$ (order_id, at, source, position, type, summary)
                    select * from unnest(?, ?, ?, ?, ?, ?)
                    on conflict (order_id, source, position) do nothing
                    """));
    }
}
