package skald.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static skald.shipping.Journey.LINES;
import static skald.shipping.Journey.ORDER;
import static skald.shipping.Journey.at;
import static skald.shipping.RunningShipping.json;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import skald.contracts.Money;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.orders.PricedLine;
import skald.contracts.shipping.BookShipment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.DispatchShipment;
import skald.contracts.users.UserErased;
import skald.toolkit.SagaRef;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.http.Caller;
import tools.jackson.databind.JsonNode;

/** The running service, whatever keeps its data. */
abstract class ShippingServiceContract {
    private static final String ANNA = "0195500a-0000-7000-8000-00000000000a";
    private static final String PATH = "/v1/orders/" + ORDER + "/shipments";
    private static final SagaRef BOOK = new SagaRef("order", ORDER, "book shipment", false);
    private static final SagaRef DISPATCH = new SagaRef("order", ORDER, "dispatch shipment", false);
    private static final SagaRef CANCEL = new SagaRef("cancel-order", "c1", "cancel shipment", false);

    abstract RunningShipping shipping();

    private void book(String street) {
        shipping()
                .orders
                .send(
                        ORDER,
                        new OrderPlaced(
                                ORDER,
                                ANNA,
                                List.of(new PricedLine("85123A", "Heart", 6, 255)),
                                new Money(1530, "EUR"),
                                at(street),
                                null),
                        null);
        shipping().orders.send(ORDER, new BookShipment(ORDER, at(street), LINES), BOOK);
        published(1);
    }

    private void dispatch() {
        shipping().orders.send(ORDER, new DispatchShipment(ORDER), DISPATCH);
    }

    private List<String> published(int count) {
        shipping().await(() -> shipping().log().size() >= count);
        return shipping().log().stream()
                .map(entry -> entry.type() + ' ' + entry.saga())
                .toList();
    }

    private JsonNode shipment() throws Exception {
        return json(shipping().get(PATH)).get("items").get(0);
    }

    @Test
    void a_shipment_goes_its_way_and_is_shown() throws Exception {
        book("Ackerstraße 1");
        dispatch();
        assertThat(published(2))
                .containsExactly(
                        "skald.shipping.shipment-booked.v1 " + BOOK.text(),
                        "skald.shipping.shipment-dispatched.v1 " + DISPATCH.text());

        HttpResponse<String> delivered = shipping().post(PATH + "/delivered");

        assertThat(delivered.statusCode()).isEqualTo(200);
        assertThat(delivered.headers().firstValue("Skald-Position").orElseThrow())
                .matches("shipping\\.[01]\\.3");
        LogEntry last = shipping().log().getLast();
        assertThat(last.type()).isEqualTo("skald.shipping.shipment-delivered.v1");
        JsonNode shipment = shipment();
        assertThat(shipment.get("orderId").stringValue()).isEqualTo(ORDER);
        assertThat(shipment.get("status").stringValue()).isEqualTo("delivered");
        assertThat(shipment.get("trackingCode").stringValue()).startsWith("SKD");
        assertThat(shipment.get("shipTo").get("street").stringValue()).isEqualTo("Ackerstraße 1");
        assertThat(shipment.get("lines").toString()).isEqualTo("""
            [{"sku":"85123A","quantity":6},{"sku":"71053","quantity":1}]\
            """);
        assertThat(shipment.get("deliveredAt")).isEqualTo(json(delivered).get("deliveredAt"));
        assertThat(shipping().post(PATH + "/delivered").body()).isEqualTo(delivered.body());
        assertThat(shipping().log()).hasSize(3);
    }

    @Test
    void a_held_shipment_is_cancelled_and_each_saga_gets_its_answer() {
        book("Ackerstraße 1 [hold]");
        dispatch();
        shipping().orders.send(ORDER, new CancelShipment(ORDER), CANCEL);

        assertThat(published(3))
                .containsExactlyInAnyOrder(
                        "skald.shipping.shipment-booked.v1 " + BOOK.text(),
                        "skald.shipping.shipment-cancelled.v1 " + CANCEL.text(),
                        "skald.shipping.dispatch-abandoned.v1 " + DISPATCH.text());
        assertThat(shipping().service.facts(null, 10))
                .containsExactly(new ShipmentFact(Journey.ORDER_ID, ShipmentFact.Status.CANCELLED));
    }

    @Test
    void a_delivery_before_the_dispatch_is_a_conflict() throws Exception {
        assertThat(shipping().post(PATH + "/delivered").statusCode()).isEqualTo(404);
        book("Ackerstraße 1");

        HttpResponse<String> answer = shipping().post(PATH + "/delivered");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("code").stringValue()).isEqualTo("shipment-not-dispatched");
    }

    @Test
    void a_customer_sees_own_shipments_only() throws Exception {
        book("Ackerstraße 1");

        shipping().as(new Caller(Caller.Role.CUSTOMER, ANNA));
        assertThat(shipping().get(PATH).statusCode()).isEqualTo(200);
        assertThat(shipping().post(PATH + "/delivered").statusCode()).isEqualTo(403);
        shipping().as(new Caller(Caller.Role.CUSTOMER, "somebody else"));
        assertThat(shipping().get(PATH).statusCode()).isEqualTo(404);
    }

    @Test
    void an_erased_user_has_no_address_here_any_more() throws Exception {
        book("Ackerstraße 1");
        assertThat(shipment().has("shipTo")).isTrue();

        shipping().users.send(ANNA, new UserErased(ANNA), null);
        shipping().await(() -> shipping().hasConsumed(shipping().users));

        assertThat(shipment().has("shipTo")).isFalse();
        assertThat(shipment().get("lines")).hasSize(2);
    }
}
