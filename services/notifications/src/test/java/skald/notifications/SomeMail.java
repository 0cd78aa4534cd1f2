package skald.notifications;

import java.time.Instant;
import java.util.UUID;
import skald.contracts.Money;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderShipped;
import skald.contracts.users.UserRegistered;
import skald.notifications.adapter.out.Sender;
import skald.notifications.application.Mail;
import skald.notifications.domain.Letter;
import skald.notifications.domain.Notification;

/** What tests of notifications talk about. */
final class SomeMail {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final UUID ANNA = UUID.fromString("0190a3c8-7b1e-7c54-9d5e-0f6a1b2c3d4e");
    static final UUID ORDER = UUID.fromString("0190a3c8-8000-7c54-9d5e-0f6a1b2c3d4e");
    static final UUID OTHER_ORDER = UUID.fromString("0190a3c8-8001-7c54-9d5e-0f6a1b2c3d4e");
    static final Sender SHOP = new Sender("Skald Shop <orders@shop.example>");

    private SomeMail() {}

    static UserRegistered annaRegistered() {
        return new UserRegistered(ANNA.toString(), "anna@example.org", "Anna Ångström", java.util.List.of("customer"));
    }

    static OrderConfirmed confirmed(UUID order) {
        return new OrderConfirmed(order.toString(), ANNA.toString(), new Money(1999, "EUR"));
    }

    static OrderShipped shipped(UUID order) {
        return new OrderShipped(order.toString(), ANNA.toString(), "TRACK-1");
    }

    static Mail aMail() {
        return aMailTo("anna@example.org", "Anna Ångström");
    }

    static Mail aMailTo(String address, String name) {
        String id = "8b9f3d2e-6a1c-3e5f-9a7b-1c2d3e4f5a6b";
        return new Mail(
                id, address, name, "Your order is on its way", "Dear Anna,\n\nthe goods have left: 5 €.\n", NOON);
    }

    static Notification aNotification(int number, UUID order, Instant at, Notification.Stage stage) {
        return new Notification(new UUID(number, number), order, ANNA, new Letter("Subject", "Text\n"), at, stage);
    }
}
