package skald.orderviews;

import static skald.orderviews.Shop.at;
import static skald.orderviews.Shop.placed;
import static skald.orderviews.Shop.pounds;
import static skald.orderviews.Shop.registered;
import static skald.orderviews.Shop.user;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import skald.contracts.inventory.ReserveStock;
import skald.contracts.inventory.StockReserved;
import skald.contracts.notifications.CustomerNotified;
import skald.contracts.orders.CancellationRequested;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderRejected;
import skald.contracts.payments.AuthorizePayment;
import skald.contracts.payments.PaymentAuthorized;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentDeclined;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.shipping.ShipmentBooked;
import skald.contracts.shipping.ShipmentDispatched;
import skald.contracts.users.UserErased;

/** Writes the life of a shop into the logs: customers come, buy, cancel and are forgotten. */
final class History {

    private final Map<String, SomeLog> logs;
    private final Random random;

    History(Map<String, SomeLog> logs, long seed) {
        this.logs = logs;
        this.random = new Random(seed);
    }

    /** Orders {@code first} to {@code last}. */
    void goOn(long first, long last) {
        for (long number = first; number <= last; number++) {
            order(number, user(random.nextInt(20)));
        }
    }

    private void order(long number, UUID user) {
        UUID key = Shop.order(number);
        String id = key.toString();
        if (random.nextInt(10) == 0) {
            tell(user, registered(user, "Customer " + user), number);
        }
        tell(key, placed(number, user), number);
        tell(key, new AuthorizePayment(id, pounds(1999), "card", "tok"), number);
        tell(key, new ReserveStock(id, List.of()), number);
        tell(key, new StockReserved(id), number);
        if (random.nextInt(5) == 0) {
            tell(key, new PaymentDeclined(id, "no money"), number + 1);
            tell(key, new OrderRejected(id, user.toString(), "payment declined"), number + 1);
        } else {
            tell(key, new PaymentAuthorized(id, pounds(1999)), number + 1);
            tell(key, new ShipmentBooked(id, "T" + number), number + 2);
            tell(key, new PaymentCaptured(id, pounds(1999)), number + 3);
            tell(key, new OrderConfirmed(id, user.toString(), pounds(1999)), number + 3);
            afterwards(number, key, user);
        }
        tell(key, new CustomerNotified(id, "Your order"), number + 4);
        if (random.nextInt(100) == 0) {
            tell(user, new UserErased(user.toString()), number + 5);
        }
    }

    private void afterwards(long number, UUID key, UUID user) {
        String id = key.toString();
        if (random.nextInt(4) == 0) {
            tell(key, new CancellationRequested(id, user.toString(), "changed my mind"), number + 4);
            tell(key, new PaymentRefunded(id, "cancel", pounds(1999)), number + 5);
            tell(key, new OrderCancelled(id, user.toString(), "changed my mind"), number + 5);
        } else {
            tell(key, new ShipmentDispatched(id, "T" + number), number + 4);
        }
    }

    private void tell(UUID key, Object body, long second) {
        RunningViews.tell(logs, key, body, at(second));
    }
}
