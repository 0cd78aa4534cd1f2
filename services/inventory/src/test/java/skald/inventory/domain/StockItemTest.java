package skald.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.NOON;
import static skald.inventory.SomeGoods.ORDER;
import static skald.inventory.domain.MovementKind.ADJUSTMENT;
import static skald.inventory.domain.MovementKind.RECEIPT;
import static skald.inventory.domain.MovementKind.RELEASE;
import static skald.inventory.domain.MovementKind.RESERVATION;
import static skald.inventory.domain.MovementKind.RETURN;
import static skald.inventory.domain.MovementKind.SALE;

import java.util.Random;
import org.junit.jupiter.api.Test;

class StockItemTest {

    private static Movement movement(MovementKind kind, long quantity) {
        return new Movement(kind, MUG, quantity, ORDER, null, NOON);
    }

    private static StockItem after(StockItem item, MovementKind kind, long quantity) {
        return item.after(movement(kind, quantity));
    }

    @Test
    void each_kind_of_movement_changes_what_it_should() {
        StockItem item = new StockItem(MUG, 10, 4);

        assertThat(item.available()).isEqualTo(6);
        assertThat(after(item, RECEIPT, 5)).isEqualTo(new StockItem(MUG, 15, 4));
        assertThat(after(item, RESERVATION, 6)).isEqualTo(new StockItem(MUG, 10, 10));
        assertThat(after(item, RELEASE, 4)).isEqualTo(new StockItem(MUG, 10, 0));
        assertThat(after(item, SALE, 4)).isEqualTo(new StockItem(MUG, 6, 0));
        assertThat(after(item, RETURN, 1)).isEqualTo(new StockItem(MUG, 11, 4));
        assertThat(after(item, ADJUSTMENT, -6)).isEqualTo(new StockItem(MUG, 4, 4));
        assertThat(after(item, ADJUSTMENT, 1)).isEqualTo(new StockItem(MUG, 11, 4));
    }

    @Test
    void what_would_oversell_is_no_state() {
        StockItem item = new StockItem(MUG, 10, 4);

        assertThatThrownBy(() -> after(item, RESERVATION, 7)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> after(item, RELEASE, 5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> after(item, SALE, 5)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> after(item, ADJUSTMENT, -7)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> after(item, RECEIPT, Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_movement_of_nothing_is_none() {
        assertThatThrownBy(() -> movement(ADJUSTMENT, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> movement(RECEIPT, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> movement(SALE, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_adjustment_is_allowed_exactly_if_the_item_survives_it() {
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            long onHand = random.nextLong(20);
            StockItem item = new StockItem(MUG, onHand, random.nextLong(onHand + 1));
            long difference = 1 + random.nextLong(20);
            Movement movement = movement(ADJUSTMENT, random.nextBoolean() ? difference : -difference);
            boolean survives = onHand + movement.quantity() >= item.reserved();

            assertThat(item.allows(movement)).as("%s of %s", movement, item).isEqualTo(survives);
        }
    }
}
