package skald.notifications.adapter.in;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import skald.notifications.application.Notifications;
import skald.notifications.domain.Notification;
import skald.toolkit.http.Caller;
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
        routes.get("/v1/notifications", this::list);
    }

    private Response list(Request request) {
        record Search(Optional<UUID> order, int limit, Optional<Notifications.Position> after) {}
        Search search = request.query(query -> new Search(
                query.optionalUuid("order"),
                query.limit(),
                query.after(cursor -> new Notifications.Position(cursor.instant(0), cursor.uuid(1)))));
        Caller caller = request.caller();
        if (caller.role() == Caller.Role.CUSTOMER && search.order().isEmpty()) {
            throw Problem.of(403, "forbidden", "Say which of your orders you mean: add ?order=…")
                    .exception();
        }
        List<Notification> found =
                notifications
                        .list(search.order().orElse(null), search.after().orElse(null), search.limit() + 1)
                        .stream()
                        .filter(notification -> maySee(caller, notification))
                        .toList();
        return Response.page(
                request,
                Page.cut(found, search.limit(), last -> Cursor.of(last.at(), last.id()))
                        .map(NotificationView::of));
    }

    /** All notifications of an order have one customer, so this takes all of a page or nothing. */
    private static boolean maySee(Caller caller, Notification notification) {
        return switch (caller.role()) {
            case CUSTOMER -> caller.id().equals(notification.userId().toString());
            case SUPPORT, ADMIN -> true;
        };
    }
}
