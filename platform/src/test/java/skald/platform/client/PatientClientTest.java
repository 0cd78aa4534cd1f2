package skald.platform.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.platform.fake.FakeSkald;
import skald.platform.fake.FastTime;
import skald.toolkit.http.ProblemException;
import tools.jackson.databind.JsonNode;

class PatientClientTest {

    private final FakeSkald skald = FakeSkald.started();
    private final FastTime time = new FastTime();
    private final SkaldClient client = new SkaldClient(skald.url());

    @AfterEach
    void stop() {
        client.close();
        skald.close();
    }

    @Test
    void a_busy_server_is_asked_again_no_sooner_than_it_said() throws InterruptedException {
        skald.unavailableFor(3);

        Answer answer = patient(60).call(Call.get("/v1/users?limit=1"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(time.passed()).isGreaterThanOrEqualTo(Duration.ofSeconds(6)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void a_lost_answer_is_asked_for_again_and_takes_effect_once() throws InterruptedException {
        skald.losesAnswers(2);
        JsonNode ada = SkaldClient.JSON
                .createObjectNode()
                .put("email", "ada@example.com")
                .put("name", "Ada");

        Answer answer = patient(60).call(Call.post("/v1/users", ada).withKey("k"));

        assertThat(answer.replayed()).isTrue();
        assertThat(skald.shop().users()).isEqualTo(1);
    }

    @Test
    void patience_ends() {
        skald.unavailableFor(1_000);

        assertThatThrownBy(() -> patient(10).call(Call.get("/v1/users?limit=1")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Gave up after 10 s.")
                .hasMessageContaining("Too much to do.");
        assertThat(time.passed()).isLessThanOrEqualTo(Duration.ofSeconds(10));
        assertThat(skald.seen()).hasSizeBetween(2, 6);
    }

    @Test
    void patience_ends_where_nobody_listens() {
        skald.close();

        assertThatThrownBy(() -> patient(10).call(Call.get("/v1/users?limit=1")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("No Skald answers at " + skald.url());
    }

    @Test
    void a_refusal_is_not_argued_with() {
        assertThatThrownBy(() -> patient(10).call(Call.get("/v1/users/nobody")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not-found");
        assertThat(skald.seen()).hasSize(1);
    }

    @Test
    void a_refusal_that_will_pass_is_asked_again_and_is_told_in_the_end() {
        assertThatThrownBy(() -> patient(10).call(Call.get("/v1/users/nobody"), _ -> true))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("not-found");
        assertThat(skald.seen()).hasSizeGreaterThan(3);
    }

    private PatientClient patient(int seconds) {
        return new PatientClient(client, Duration.ofSeconds(seconds), time);
    }
}
