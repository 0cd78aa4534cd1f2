package skald.orderviews;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Money;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.PricedLine;
import skald.contracts.users.UserRegistered;

/** A shop's orders and customers, with ids and times that are the same in every run. */
public final class Shop {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    public static final UUID ALICE = user(1);
    public static final UUID BOB = user(2);

    private Shop() {}

    /** A UUIDv7 whose order is that of {@code number}. */
    public static UUID order(long number) {
        return new UUID((NOON.toEpochMilli() + number) << 16 | 0x7000, 0x8000_0000_0000_0000L | number);
    }

    public static UUID user(long number) {
        return new UUID(NOON.toEpochMilli() << 16 | 0x7fff, 0x8000_0000_0000_0000L | number);
    }

    /** {@code number} seconds after noon. */
    public static Instant at(long number) {
        return NOON.plus(Duration.ofSeconds(number));
    }

    public static Money pounds(long pence) {
        return new Money(pence, "GBP");
    }

    public static UserRegistered registered(UUID user, String name) {
        return new UserRegistered(user.toString(), "someone@example.com", name, List.of("customer"));
    }

    public static OrderPlaced placed(long number, UUID user) {
        return placed(number, user, "PO-" + number, "85123A", "White hanging heart T-light holder", "Bergen");
    }

    public static OrderPlaced placed(
            long number, UUID user, @Nullable String reference, String sku, String product, String city) {
        return new OrderPlaced(
                order(number).toString(),
                user.toString(),
                List.of(new PricedLine(sku, product, 2, 500), new PricedLine("71053", "White metal lantern", 1, 999)),
                pounds(1999),
                new Address("A. Buyer", "1 High Street", "N1", city, "NO"),
                reference);
    }
}
