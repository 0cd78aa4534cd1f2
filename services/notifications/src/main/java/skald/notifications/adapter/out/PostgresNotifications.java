package skald.notifications.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import skald.notifications.application.Notifications;
import skald.notifications.domain.Letter;
import skald.notifications.domain.Notification;
import skald.notifications.domain.Notification.Stage;
import skald.toolkit.Change;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.postgres.Unnest;

/** Notifications in the table {@code notification}. */
public final class PostgresNotifications implements Notifications {
    /** Where the list begins: later than any notification. */
    private static final Position FIRST = new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    private final Jdbi jdbi;

    /** Notifications in the schema that {@code database} sees. */
    public PostgresNotifications(DataSource database) {
        this.jdbi = Jdbi.create(database);
    }

    @Override
    public Map<UUID, Versioned<Notification>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Notification>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "notifications",
                        "select * from notification where notification_id = any(?)",
                        row -> new Versioned<>(notification(row), row.getLong("version")))
                .forEach(notification -> found.put(notification.state().id(), notification));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Notification>> changes) {
        Unnest.save(
                tx,
                "notification",
                changes,
                rows -> rows.uuids(Change::key)
                        .longs(Change::nextVersion)
                        .uuids(change -> change.written().orderId())
                        .uuids(change -> change.written().userId())
                        .texts(change -> change.written().letter().subject())
                        .texts(change -> change.written().letter().text())
                        .instants(change -> change.written().at())
                        .texts(change -> StageColumns.of(change).status())
                        .texts(change -> StageColumns.of(change).looks())
                        .instants(change -> StageColumns.of(change).sentAt())
                        .texts(change -> StageColumns.of(change).reason()),
                "notification_pkey",
                """
                insert into notification (notification_id, version, order_id, user_id, subject, text, at, status,
                    looks, sent_at, reason)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?::int[], ?, ?)
                """,
                """
                update notification set version = new.version, status = new.status, looks = new.looks, sent_at =
                    new.sent_at, reason = new.reason
                from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?::int[], ?, ?) as new (notification_id, version, order_id,
                    user_id, subject, text, at, status, looks, sent_at, reason)
                where notification.notification_id = new.notification_id and notification.version = new.version -
                    1
                """);
    }

    @Override
    public List<Notification> list(@Nullable UUID orderId, @Nullable Position after, int max) {
        Position from = after == null ? FIRST : after;
        // Two texts rather than "order_id = :order or :order is null": each has a plan of its own.
        String ofOrder = orderId == null ? "" : "order_id = :order and";
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery("""
                select * from notification where %s (at, notification_id) < (:at, :id)
                order by at desc, notification_id desc limit :max
                """.formatted(ofOrder))
                    .bind("at", Unnest.parameter(from.at()))
                    .bind("id", from.id())
                    .bind("max", max);
            return (orderId == null ? query : query.bind("order", orderId))
                    .map((row, _) -> notification(row))
                    .list();
        });
    }

    private record StageColumns(
            String status,
            @Nullable String looks,
            @Nullable Instant sentAt,
            @Nullable String reason) {
        static StageColumns of(Change<UUID, Notification> change) {
            return switch (change.written().stage()) {
                case Stage.Waiting(int looks) -> new StageColumns("waiting", Integer.toString(looks), null, null);
                case Stage.Sending _ -> new StageColumns("sending", null, null, null);
                case Stage.Sent(Instant at) -> new StageColumns("sent", null, at, null);
                case Stage.Failed(String reason) -> new StageColumns("failed", null, null, reason);
                case Stage.Withdrawn _ -> new StageColumns("withdrawn", null, null, null);
            };
        }
    }

    private static Stage stage(ResultSet row) throws SQLException {
        String status = row.getString("status");
        return switch (status) {
            case "waiting" -> new Stage.Waiting(row.getInt("looks"));
            case "sending" -> new Stage.Sending();
            case "sent" -> new Stage.Sent(Unnest.instant(row, "sent_at"));
            case "failed" -> new Stage.Failed(row.getString("reason"));
            case "withdrawn" -> new Stage.Withdrawn();
            default -> throw new IllegalStateException("notification with status " + status);
        };
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                row.getObject("notification_id", UUID.class),
                row.getObject("order_id", UUID.class),
                row.getObject("user_id", UUID.class),
                new Letter(row.getString("subject"), row.getString("text")),
                Unnest.instant(row, "at"),
                stage(row));
    }
}
