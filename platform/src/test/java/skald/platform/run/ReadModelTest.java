package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import skald.simulators.gateway.GatewaySimulator;

/** What people see of orders comes from the events, and can be made from them again. */
class ReadModelTest extends PlatformScenario {
    private static final byte[] NOTHING = new byte[0];

    ReadModelTest(Topology topology) {
        super(topology);
    }

    @Test
    void a_rebuild_shows_the_same_as_before() {
        String mug = skald.product("MUG", 850, 10);
        String returned = skald.order(mug, 2).reference("for the office").place();
        skald.awaitShipped(returned);
        skald.giveBack(returned, mug, 1).expect(202);
        skald.awaitStatus(returned, "partially-returned");
        String declined = skald.order(mug, 1).with(GatewaySimulator.DECLINED).place();
        skald.awaitStatus(declined, "rejected");
        String list = skald.http().get("/v1/orders?limit=200").body();
        String one = skald.see(returned).body();
        String timeline = awaitTimelineAtRest(returned);

        long generation = skald.http()
                .send("POST", "/v1/projections/orders/rebuild", NOTHING)
                .expect(202)
                .number("/generation");
        Waiting.until(
                "the rebuild is done",
                () -> skald.http().get("/v1/projections").expect(200),
                projections -> projections.number("/items/0/generation") == generation);

        assertThat(skald.http().get("/v1/orders?limit=200").body()).isEqualTo(list);
        assertThat(skald.see(returned).body()).isEqualTo(one);
        assertThat(skald.timeline(returned).body()).isEqualTo(timeline);
    }

    /** The last mails may still be on their way. */
    private String awaitTimelineAtRest(String order) {
        return Waiting.until(
                        "the customer was told of everything",
                        () -> skald.timeline(order),
                        timeline -> timeline.texts("/items", "/type").stream()
                                        .filter("skald.notifications.customer-notified.v1"::equals)
                                        .count()
                                == 3)
                .body();
    }
}
