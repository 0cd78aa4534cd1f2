package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import skald.toolkit.http.Access;
import skald.toolkit.http.Operation;

/** Who says nothing, or the wrong thing, about who asks. */
class StrangersTest extends AnyPlatform {
    StrangersTest(Topology topology) {
        super(topology);
    }

    @Test
    void only_the_catalogue_the_health_and_the_way_in_are_for_anyone() {
        assertThat(skald.operations().stream()
                        .filter(operation -> operation.access().equals(Access.anyone()))
                        .map(Operation::name))
                .containsExactlyInAnyOrder(
                        "POST /v1/users",
                        "POST /v1/sessions",
                        "POST /v1/sessions/refresh",
                        "POST /v1/sessions/end",
                        "GET /.well-known/jwks.json",
                        "GET /v1/products",
                        "GET /v1/products/{sku}",
                        "GET /v1/stock/{sku}",
                        "GET /openapi",
                        "GET /docs",
                        "GET /health/live",
                        "GET /health/ready");
    }

    @Test
    void strangers_learn_nothing_but_that_they_are_strangers() {
        Map<String, Integer> answers = new TreeMap<>();
        for (Operation operation : skald.operations()) {
            if (!operation.access().equals(Access.anyone())) {
                String path = operation.path().replaceAll("\\{[a-z]+}", "01890a5d-ac96-774b-bcce-b302099a8057");
                for (String token : List.of("", "a-token-that-nobody-gave-out-0123456789")) {
                    Answer answer = skald.http().as(token).send(operation.method(), path, new byte[0]);
                    answers.put(operation.name() + " with \"" + token + '"', answer.status());
                    assertThat(answer.text("/code")).as(operation.name()).isEqualTo("unauthorized");
                }
            }
        }
        assertThat(new TreeSet<>(answers.values())).as(answers.toString()).containsExactly(401);
        assertThat(answers).hasSizeGreaterThan(60);
    }
}
