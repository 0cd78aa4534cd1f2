package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import skald.simulators.carrier.CarrierSimulator;

/** Goods that come back. */
class ReturnTest extends PlatformScenario {
    ReturnTest(Topology topology) {
        super(topology);
    }

    @Test
    void goods_come_back_in_parts_until_none_is_left() {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 3).place();
        skald.awaitShipped(order);
        skald.awaitStock(mug, 7, 0);

        Answer part = skald.giveBack(order, mug, 1).expect(202);
        assertThat(part.number("/refund/amount")).isEqualTo(850);
        assertThat(skald.awaitStatus(order, "partially-returned").number("/refunded/amount"))
                .isEqualTo(850);
        skald.awaitStock(mug, 8, 0);

        skald.giveBack(order, mug, 2).expect(202);
        assertThat(skald.awaitStatus(order, "returned").number("/refunded/amount"))
                .isEqualTo(2550);
        skald.awaitStock(mug, 10, 0);

        Answer more = skald.giveBack(order, mug, 1).expect(422);
        assertThat(more.pointers()).containsExactly("/lines/0");
        assertThat(skald.payment(order).text("/status")).isEqualTo("refunded");
    }

    @Test
    void a_completed_order_is_returned_as_well() {
        String mug = skald.product("MUG", 850, 10);
        String cup = skald.product("CUP", 500, 10);
        String order = skald.order(mug, 1).line(cup, 2).place();
        skald.awaitShipped(order);
        skald.delivered(order).expect(200);
        skald.awaitStatus(order, "completed");

        skald.giveBack(order, cup, 2).expect(202);

        assertThat(skald.awaitStatus(order, "partially-returned").number("/refunded/amount"))
                .isEqualTo(1000);
        skald.awaitStock(cup, 10, 0);
        skald.awaitStock(mug, 9, 0);
    }

    @Test
    void more_than_was_bought_and_what_was_not_bought_is_not_taken_back() {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 2).place();
        skald.awaitShipped(order);

        assertThat(skald.giveBack(order, mug, 3).expect(422).pointers()).containsExactly("/lines/0");
        assertThat(skald.giveBack(order, "OTHER", 1).expect(422).pointers()).containsExactly("/lines/0");
        skald.giveBack("01890a5d-ac96-774b-bcce-b302099a8057", mug, 1).expect(404);
    }

    @Test
    void what_has_not_left_cannot_come_back() {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 2).to("1 Hill " + CarrierSimulator.HOLD).place();
        skald.awaitStatus(order, "confirmed");

        assertThat(skald.giveBack(order, mug, 1).expect(409).text("/code")).isEqualTo("order.not-shipped");

        skald.cancel(order).expect(202);
        skald.awaitStatus(order, "cancelled");
    }
}
