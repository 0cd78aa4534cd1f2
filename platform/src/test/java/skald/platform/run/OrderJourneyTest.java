package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import skald.platform.run.RunningPlatform.Stock;
import skald.simulators.carrier.CarrierSimulator;
import skald.simulators.gateway.GatewaySimulator;

/** Orders from their placement to their end, wherever the services run. */
@ParameterizedClass(name = "{0}")
@EnumSource(Topology.class)
class OrderJourneyTest extends PlatformScenario {
    private static final List<String> JOURNEY = List.of(
            "skald.orders.order-placed.v1",
            "skald.payments.payment-authorized.v1",
            "skald.inventory.stock-reserved.v1",
            "skald.shipping.shipment-booked.v1",
            "skald.inventory.stock-committed.v1",
            "skald.payments.payment-captured.v1",
            "skald.orders.order-confirmed.v1",
            "skald.orders.order-shipped.v1");
    private static final List<String> DISPATCH = List.of(
            "skald.payments.payment-captured.v1",
            "skald.shipping.shipment-dispatched.v1",
            "skald.orders.order-shipped.v1");

    OrderJourneyTest(Topology topology) {
        super(topology);
    }

    @Test
    void a_good_order_is_paid_once_and_shipped() {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 2).reference("for the office").place();

        Answer shipped = skald.awaitShipped(order);

        assertThat(shipped.text("/lifecycle")).isEqualTo("confirmed");
        assertThat(shipped.text("/reference")).isEqualTo("for the office");
        assertThat(shipped.number("/total/amount")).isEqualTo(1700);
        assertCapturedOnce(order, 1700);
        skald.awaitStock(mug, 8, 0);
        Answer shipments = skald.http().get("/v1/orders/" + order + "/shipments");
        assertThat(shipments.texts("/items", "/status")).containsExactly("dispatched");
        assertThat(shipments.texts("/items", "/trackingCode")).containsExactly(shipped.text("/trackingCode"));
    }

    @Test
    void the_timeline_tells_the_journey_in_its_order() {
        String order = skald.order(skald.product("MUG", 850, 10), 1).place();
        skald.awaitShipped(order);

        Answer timeline = skald.timeline(order);

        List<String> events = timeline.texts("/items", "/type");
        // Without a coordinator the carrier may have the goods before the order is noted as paid, which it is all the
        // same.
        assertThat(events).containsSubsequence(JOURNEY);
        assertThat(events).containsSubsequence(DISPATCH);
        assertThat(events.stream().filter(JOURNEY::contains)).doesNotHaveDuplicates();
        assertThat(timeline.texts("/items", "/at")).isSorted();
    }

    @Test
    void the_customer_is_told_by_mail() throws IOException {
        String order = skald.order(skald.product("MUG", 850, 10), 1).place();
        skald.awaitShipped(order);

        Answer mails = Waiting.until(
                "two mails are sent",
                () -> skald.http().get("/v1/notifications?order=" + order),
                answer -> answer.texts("/items", "/status").equals(List.of("sent", "sent")));

        assertThat(mails.texts("/items", "/subject"))
                .containsExactlyInAnyOrder(
                        "Your order " + order + " is confirmed", "Your order " + order + " is on its way");
        Path folder = skald.folder();
        if (folder != null) {
            for (String id : mails.texts("/items", "/notificationId")) {
                assertThat(Files.readString(folder.resolve("mails").resolve(id + ".eml")))
                        .contains(order)
                        .contains("@example.org");
            }
        }
    }

    @Test
    void a_declined_card_rejects_the_order_and_holds_nothing() {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 2).with(GatewaySimulator.DECLINED).place();

        Answer rejected = skald.awaitStatus(order, "rejected");

        assertThat(rejected.text("/reason")).contains("insufficient funds");
        assertThat(skald.payment(order).text("/status")).isEqualTo("declined");
        assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
        skald.http().get("/v1/orders/" + order + "/shipments").expect(404);
    }

    @Test
    void missing_stock_rejects_the_order_and_gives_the_authorization_back() {
        String mug = skald.product("MUG", 850, 10);
        String cup = skald.product("CUP", 500, 1);
        String order = skald.order(mug, 2).line(cup, 2).place();

        Answer rejected = skald.awaitStatus(order, "rejected");

        assertThat(rejected.text("/reason")).contains(cup);
        assertVoided(order);
        assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
        assertThat(skald.stock(cup)).isEqualTo(new Stock(1, 0));
    }

    @Test
    void lines_of_the_same_product_are_summed_before_there_is_enough() {
        String mug = skald.product("MUG", 850, 10);
        String order = skald.order(mug, 6).line(mug, 6).place();

        skald.awaitStatus(order, "rejected");

        assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
    }

    @Test
    void a_refused_shipment_rejects_the_order_and_undoes_payment_and_stock() {
        String mug = skald.product("MUG", 850, 10);
        String order =
                skald.order(mug, 2).to("1 Hill " + CarrierSimulator.REFUSE).place();

        Answer rejected = skald.awaitStatus(order, "rejected");

        assertThat(rejected.text("/reason")).contains("does not deliver");
        assertVoided(order);
        assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
    }

    @Test
    void a_declined_capture_rejects_the_order_and_undoes_everything() {
        String mug = skald.product("MUG", 850, 10);
        String order =
                skald.order(mug, 2).with(GatewaySimulator.CAPTURE_DECLINED).place();

        skald.awaitStatus(order, "rejected");

        assertVoided(order);
        assertThat(skald.stock(mug)).isEqualTo(new Stock(10, 0));
        assertThat(skald.http().get("/v1/orders/" + order + "/shipments").texts("/items", "/status"))
                .containsExactly("cancelled");
    }

    @Test
    void a_gateway_that_fails_after_charging_charges_once() {
        String mug = skald.product("MUG", 850, 10);
        Map<String, String> orders = new LinkedHashMap<>();
        for (String token : List.of(
                GatewaySimulator.UNAVAILABLE,
                GatewaySimulator.AUTHORIZE_LOST,
                GatewaySimulator.CAPTURE_LOST,
                GatewaySimulator.ERROR_AFTER_CHARGE)) {
            orders.put(token, skald.order(mug, 1).with(token).place());
        }

        orders.forEach((token, order) -> {
            skald.awaitShipped(order);
            assertCapturedOnce(order, 850);
        });
        skald.awaitStock(mug, 6, 0);
    }

    @Test
    void a_carrier_that_fails_still_ships_once() {
        String mug = skald.product("MUG", 850, 10);
        List<String> orders =
                List.of(CarrierSimulator.UNAVAILABLE, CarrierSimulator.BOOK_LOST, CarrierSimulator.DISPATCH_LOST)
                        .stream()
                        .map(word -> skald.order(mug, 1).to("1 Hill " + word).place())
                        .toList();

        orders.forEach(order -> skald.awaitStatus(order, "shipped"));

        skald.awaitStock(mug, 7, 0);
    }

    @Test
    void an_order_costs_what_the_catalogue_said_when_it_was_placed() {
        String mug = skald.product("MUG", 850, 10_000);
        String before = skald.order(mug, 1).place();
        skald.price(mug, 990).expect(200);

        // The orders service hears of the new price a moment later.
        Answer after = Waiting.until(
                "an order at the new price",
                () -> skald.order(mug, 1).send().expect(201),
                placed -> placed.number("/total/amount") == 990);

        skald.awaitShipped(after.text("/orderId"));
        assertThat(skald.awaitShipped(before).number("/total/amount")).isEqualTo(850);
    }

    @Test
    void an_order_of_nobody_for_nothing_is_refused_with_all_that_is_wrong() {
        Answer refused = skald.orderOf("01890a5d-ac96-774b-bcce-b302099a8057")
                .line("NEVER-SOLD-HERE", 1)
                .send();

        refused.expect(422);
        assertThat(refused.pointers()).containsExactlyInAnyOrder("/userId", "/lines/0/sku");
    }

    @Test
    void the_position_of_a_write_makes_the_read_model_wait_for_it() {
        Answer placed = skald.order(skald.product("MUG", 850, 10), 1).send();

        Answer listed = skald.http()
                .get(
                        "/v1/orders?limit=200",
                        "Skald-Position",
                        placed.expect(201).header("Skald-Position"))
                .expect(200);

        assertThat(listed.texts("/items", "/orderId")).contains(placed.text("/orderId"));
    }

    private void assertCapturedOnce(String order, long cents) {
        Answer payment = skald.payment(order);
        assertThat(payment.text("/status")).isEqualTo("captured");
        assertThat(payment.number("/captured/amount")).isEqualTo(cents);
        assertThat(payment.texts("/transactions", "/type")).containsExactly("authorize", "capture");
    }

    private void assertVoided(String order) {
        Answer payment = skald.payment(order);
        assertThat(payment.text("/status")).isEqualTo("voided");
        assertThat(payment.number("/captured/amount")).isZero();
    }
}
