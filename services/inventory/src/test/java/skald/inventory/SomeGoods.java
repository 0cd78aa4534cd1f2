package skald.inventory;

import java.time.Instant;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.UUID;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.inventory.domain.Goods;
import skald.inventory.domain.Product;

/** What the tests of the inventory speak of: lanterns, mugs and orders. */
public final class SomeGoods {
    public static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    public static final UUID ORDER = order(1);
    public static final String LANTERN = "85123A";
    public static final String MUG = "MUG-1";

    private SomeGoods() {}

    /** A UUIDv7; later numbers sort later. */
    public static UUID order(int number) {
        return new UUID(0x0190a3c8_7b1e_7c54L, 0x8000_0000_0000_0000L | number);
    }

    public static Line some(long quantity, String sku) {
        return new Line(sku, quantity);
    }

    public static Goods goods(Line... lines) {
        return lines.length == 0 ? new Goods(new TreeMap<>()) : Goods.of(Arrays.asList(lines));
    }

    public static Money euros(long cents) {
        return new Money(cents, "EUR");
    }

    public static Product lantern() {
        return new Product(LANTERN, "White hanging lantern", euros(255), 1, NOON);
    }

    public static Product mug() {
        return new Product(MUG, "Mug, 100% \"stoneware\" C:\\cup_1 Größe", euros(0), 1, NOON);
    }
}
