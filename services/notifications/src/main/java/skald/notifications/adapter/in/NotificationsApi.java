package skald.notifications.adapter.in;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import skald.notifications.application.Notifications;
import skald.notifications.domain.Notification;
import skald.toolkit.http.Access;
import skald.toolkit.http.Cursor;
import skald.toolkit.http.Page;
import skald.toolkit.http.Problem;
import skald.toolkit.http.Request;
import skald.toolkit.http.Response;
import skald.toolkit.http.Routes;

/** Notifications over HTTP: the latest first, to see what customers were told. Customers see those of their orders. */
public final class NotificationsApi {
    private final Notifications notifications;

    /** Answers from {@code notifications}. */
    public NotificationsApi(Notifications notifications) {
        this.notifications = notifications;
    }

    /** Adds the endpoints. */
    public void routes(Routes routes) {
        routes.get("/v1/notifications", Access.ownOrStaff(), this::list);
    }

    private Response list(Request request) {
        record Search(Optional<UUID> order, int limit, Optional<Notifications.Position> after) {}
        Search search = request.query(query -> new Search(
                query.optionalUuid("order"),
                query.limit(),
                query.after(cursor -> new Notifications.Position(cursor.instant(0), cursor.uuid(1)))));
        if (!request.reachesAll() && search.order().isEmpty()) {
            throw Problem.of(403, "forbidden", "Say which of your orders you mean: add ?order=…")
                    .exception();
        }
        List<Notification> found =
                notifications
                        .list(search.order().orElse(null), search.after().orElse(null), search.limit() + 1)
                        .stream()
                        // All notifications of an order have one customer, so this takes all of a page or nothing.
                        .filter(notification -> request.reaches(notification.userId()))
                        .toList();
        return Response.page(
                request,
                Page.cut(found, search.limit(), last -> Cursor.of(last.at(), last.id()))
                        .map(NotificationView::of));
    }
}
