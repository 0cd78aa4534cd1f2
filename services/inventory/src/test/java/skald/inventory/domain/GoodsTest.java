package skald.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.some;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import skald.contracts.Line;
import skald.contracts.Quantities;

class GoodsTest {

    @Test
    void lines_of_the_same_product_are_summed() {
        Goods goods = Goods.of(List.of(some(2, MUG), some(1, LANTERN), some(3, MUG)));

        assertThat(goods.lines()).containsExactly(some(1, LANTERN), some(5, MUG));
        assertThat(goods.quantity(MUG)).isEqualTo(5);
        assertThat(goods.quantity("OTHER")).isZero();
    }

    @Test
    void a_thousand_lines_of_the_most_are_possible() {
        List<Line> lines = Collections.nCopies(Quantities.MOST_LINES, some(Quantities.MOST, MUG));

        assertThat(Goods.of(lines).quantity(MUG)).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void lines_that_no_order_has_are_refused() {
        List<Line> tooMany = Collections.nCopies(Quantities.MOST_LINES + 1, some(1, MUG));

        assertThatThrownBy(() -> Goods.of(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Goods.of(tooMany)).isInstanceOf(IllegalArgumentException.class);
        for (long quantity : new long[] {Long.MIN_VALUE, -1, 0, Quantities.MOST + 1, Long.MAX_VALUE}) {
            // A negative line must not hide behind a larger one of the same product.
            assertThatThrownBy(() -> Goods.of(List.of(some(5, MUG), some(quantity, MUG))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(MUG);
        }
    }

    @Test
    void goods_are_added_and_filtered() {
        Goods goods = Goods.of(List.of(some(2, MUG))).plus(Goods.of(List.of(some(1, MUG), some(1, LANTERN))));

        assertThat(goods.where((_, quantity) -> quantity > 1).lines()).containsExactly(some(3, MUG));
        assertThat(goods.where((_, _) -> false)).isEqualTo(Goods.none());
        assertThat(Goods.none().isEmpty()).isTrue();
    }
}
