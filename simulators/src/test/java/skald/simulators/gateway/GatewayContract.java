package skald.simulators.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.simulators.Delay;
import skald.simulators.NoAnswerException;
import skald.simulators.UnavailableException;
import skald.simulators.gateway.GatewayEntry.Operation;

/** What the gateway does, whatever keeps its books. */
abstract class GatewayContract {
    static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
    static final Amount TEN = euros(10);
    private static final Answer APPROVED = new Answer.Approved();

    final List<Duration> waited = new ArrayList<>();
    final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final GatewaySimulator gateway = gateway(waited::add);

    /** A gateway on the same books each time. */
    abstract GatewaySimulator gateway(Delay delay);

    @AfterEach
    void stop() {
        threads.close();
    }

    static Amount euros(long euros) {
        return new Amount(euros * 100, "EUR");
    }

    private Answer authorize(String key, String token) throws InterruptedException {
        return gateway.authorize(key, TEN, "card", token);
    }

    private static Answer declined(String reason) {
        return new Answer.Declined(reason);
    }

    @Test
    void a_payment_is_authorized_captured_and_refunded() throws Exception {
        assertThat(authorize("a", GatewaySimulator.VISA)).isEqualTo(APPROVED);
        assertThat(gateway.capture("c", "a", TEN)).isEqualTo(APPROVED);
        assertThat(gateway.refund("r1", "a", euros(4))).isEqualTo(APPROVED);
        assertThat(gateway.refund("r2", "a", euros(6))).isEqualTo(APPROVED);
    }

    @Test
    void no_more_is_captured_than_authorized_and_no_more_refunded_than_captured() throws Exception {
        authorize("a", GatewaySimulator.VISA);

        assertThat(gateway.capture("c1", "a", euros(11))).isEqualTo(declined("more than authorized"));
        assertThat(gateway.capture("c2", "a", euros(7))).isEqualTo(APPROVED);
        assertThat(gateway.capture("c3", "a", euros(4))).isEqualTo(declined("more than authorized"));
        assertThat(gateway.refund("r1", "a", euros(5))).isEqualTo(APPROVED);
        assertThat(gateway.refund("r2", "a", euros(3))).isEqualTo(declined("more than captured"));
        assertThat(gateway.refund("r3", "a", new Amount(1, "USD"))).isEqualTo(declined("more than captured"));
    }

    @Test
    void nothing_is_captured_or_refunded_without_an_authorization() throws Exception {
        assertThat(gateway.capture("c", "a", TEN)).isEqualTo(declined("nothing is authorized"));
        assertThat(gateway.refund("r", "a", TEN)).isEqualTo(declined("nothing is authorized"));
    }

    @Test
    void a_void_authorization_is_not_captured() throws Exception {
        authorize("a", GatewaySimulator.VISA);

        assertThat(gateway.voidAuthorization("v", "a")).isEqualTo(APPROVED);
        assertThat(gateway.capture("c", "a", TEN)).isEqualTo(declined("the authorization is void"));
        assertThat(gateway.find("v").orElseThrow().amount()).isEqualTo(TEN);
    }

    @Test
    void a_captured_payment_is_not_voided() throws Exception {
        authorize("a", GatewaySimulator.VISA);
        gateway.capture("c", "a", TEN);

        assertThat(gateway.voidAuthorization("v", "a")).isEqualTo(declined("captured already: refund it"));
    }

    @Test
    void an_authorization_that_comes_after_its_void_is_declined() throws Exception {
        assertThat(gateway.voidAuthorization("v", "a")).isEqualTo(APPROVED);
        assertThat(authorize("a", GatewaySimulator.VISA))
                .isEqualTo(declined("the authorization was voided before it was asked for"));
    }

    @Test
    void a_repeated_call_is_answered_the_same_and_does_nothing() throws Exception {
        authorize("a", GatewaySimulator.VISA);
        gateway.capture("c", "a", euros(6));

        assertThat(gateway.capture("c", "a", euros(6))).isEqualTo(APPROVED);
        assertThat(gateway.capture("c2", "a", euros(4))).isEqualTo(APPROVED);
        assertThat(gateway.ledger(null, 10)).hasSize(3);
    }

    @Test
    void a_key_is_good_for_one_call_only() throws Exception {
        authorize("a", GatewaySimulator.VISA);

        assertThatThrownBy(() -> gateway.capture("a", "a", TEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gateway.voidAuthorization("a", "b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_declined_card_is_declined() throws Exception {
        assertThat(authorize("a", GatewaySimulator.DECLINED)).isEqualTo(declined("insufficient funds"));
        assertThat(gateway.capture("c", "a", TEN)).isEqualTo(declined("nothing is authorized"));
    }

    @Test
    void a_slow_card_is_authorized_after_two_seconds() throws Exception {
        assertThat(authorize("a", GatewaySimulator.SLOW)).isEqualTo(APPROVED);
        assertThat(waited).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void a_hanging_card_does_nothing_at_first_and_works_with_the_second_call() {
        assertThatThrownBy(() -> authorize("a", GatewaySimulator.HANG)).isInstanceOf(NoAnswerException.class);
        assertThat(waited).containsExactly(Duration.ofHours(1));
        assertThat(gateway.find("a")).isEmpty();
        assertThat(calling(() -> authorize("a", GatewaySimulator.HANG))).isEqualTo(APPROVED);
    }

    @Test
    void a_lost_answer_to_an_authorization_is_found_later() {
        assertThatThrownBy(() -> authorize("a", GatewaySimulator.AUTHORIZE_LOST))
                .isInstanceOf(NoAnswerException.class);
        assertThat(gateway.find("a").orElseThrow().answer()).isEqualTo(APPROVED);
        assertThat(calling(() -> authorize("a", GatewaySimulator.AUTHORIZE_LOST)))
                .isEqualTo(APPROVED);
    }

    @Test
    void a_lost_answer_to_a_capture_is_found_later() throws Exception {
        for (String token : List.of(GatewaySimulator.CAPTURE_LOST, GatewaySimulator.ERROR_AFTER_CHARGE)) {
            authorize(token, token);
            String capture = token + ":capture";

            assertThatThrownBy(() -> gateway.capture(capture, token, TEN)).isInstanceOf(NoAnswerException.class);
            assertThat(gateway.find(capture).orElseThrow().answer()).isEqualTo(APPROVED);
            assertThat(gateway.capture(capture, token, TEN)).isEqualTo(APPROVED);
        }
    }

    @Test
    void a_card_may_be_authorized_and_refuse_the_capture() throws Exception {
        assertThat(authorize("a", GatewaySimulator.CAPTURE_DECLINED)).isEqualTo(APPROVED);
        assertThat(gateway.capture("c", "a", TEN)).isEqualTo(declined("the card's issuer refuses to pay"));
        assertThat(gateway.voidAuthorization("v", "a")).isEqualTo(APPROVED);
    }

    @Test
    void an_unavailable_gateway_does_nothing_three_times() {
        for (int attempt = 0; attempt < 3; attempt++) {
            assertThatThrownBy(() -> authorize("a", GatewaySimulator.UNAVAILABLE))
                    .isInstanceOf(UnavailableException.class);
            assertThat(gateway.find("a")).isEmpty();
        }
        assertThat(calling(() -> authorize("a", GatewaySimulator.UNAVAILABLE))).isEqualTo(APPROVED);
    }

    @Test
    void a_void_may_fail_for_ever() throws Exception {
        authorize("a", GatewaySimulator.VOID_FAILS);

        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> gateway.voidAuthorization("v", "a")).isInstanceOf(NoAnswerException.class);
        }
        assertThat(gateway.find("v")).isEmpty();
    }

    @Test
    void the_ledger_is_read_page_by_page_in_the_order_of_keys() throws Exception {
        for (String key : List.of("b", "a:1", "B", "a-1", "a")) {
            authorize(key, GatewaySimulator.VISA);
        }

        List<String> keys = new ArrayList<>();
        String after = null;
        for (var page = gateway.ledger(after, 2); !page.isEmpty(); page = gateway.ledger(after, 2)) {
            page.forEach(entry -> keys.add(entry.key()));
            after = keys.getLast();
        }

        assertThat(keys).containsExactly("B", "a", "a-1", "a:1", "b");
        GatewayEntry entry = gateway.ledger(null, 1).getFirst();
        assertThat(entry.operation()).isEqualTo(Operation.AUTHORIZE);
        assertThat(entry.amount()).isEqualTo(TEN);
        assertThat(entry.at()).isEqualTo(NOON.instant());
    }

    @Test
    void of_many_captures_and_voids_at_once_one_kind_wins_for_each_authorization() throws Exception {
        List<Future<Answer>> captures = new ArrayList<>();
        List<Future<Answer>> voids = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String key = "order-" + i;
            authorize(key, GatewaySimulator.VISA);
            captures.add(threads.submit(() -> gateway.capture(key + ":capture", key, TEN)));
            voids.add(threads.submit(() -> gateway.voidAuthorization(key + ":void", key)));
        }

        for (int i = 0; i < 200; i++) {
            assertThat(captures.get(i).get().equals(APPROVED))
                    .isNotEqualTo(voids.get(i).get().equals(APPROVED));
        }
        assertThat(gateway.ledger(null, 1000)).hasSize(600);
    }

    @Test
    void one_key_called_many_times_at_once_is_charged_once() throws Exception {
        authorize("a", GatewaySimulator.VISA);
        List<Future<Answer>> captures = IntStream.range(0, 300)
                .mapToObj(_ -> threads.submit(() -> gateway.capture("c", "a", TEN)))
                .toList();

        for (Future<Answer> capture : captures) {
            assertThat(capture.get()).isEqualTo(APPROVED);
        }
        assertThat(gateway.ledger(null, 1000)).hasSize(2);
    }

    private interface Call {
        Answer answer() throws InterruptedException;
    }

    private static Answer calling(Call call) {
        try {
            return call.answer();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
