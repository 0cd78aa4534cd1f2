package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QueryTest {

    private SampleServer server;

    @BeforeAll
    void start() {
        server = new SampleServer(Limits.standard());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    static Stream<Arguments> wrong() {
        String foreign = Cursor.of("a").encode();
        return Stream.of(
                Arguments.of("limit=0", "?limit", "out-of-range"),
                Arguments.of("limit=201", "?limit", "out-of-range"),
                Arguments.of("limit=ten", "?limit", "bad-format"),
                Arguments.of("limit=1.5", "?limit", "bad-format"),
                Arguments.of("limit=" + "9".repeat(30), "?limit", "out-of-range"),
                Arguments.of("limit=1&limit=1", "?limit", "repeated"),
                Arguments.of("limitt=1", "?limitt", "unknown-parameter"),
                Arguments.of("status=lost", "?status", "not-allowed"),
                Arguments.of("placedAfter=today", "?placedAfter", "bad-format"),
                Arguments.of("placedAfter=2026-01-01T00:00:00+01:00", "?placedAfter", "bad-format"),
                Arguments.of("q=" + "x".repeat(51), "?q", "too-long"),
                Arguments.of("q=%00", "?q", "bad-characters"),
                Arguments.of("q=+", "?q", "blank"),
                Arguments.of("q=%C3", "?q", "bad-encoding"),
                Arguments.of("after=x", "?after", "bad-cursor"),
                Arguments.of("after=%2B%2B", "?after", "bad-cursor"),
                Arguments.of("after=AAAAAAAA", "?after", "bad-cursor"),
                Arguments.of("after=" + foreign, "?after", "bad-cursor"),
                Arguments.of("after=" + "A".repeat(2000), "?after", "bad-cursor"),
                Arguments.of("a=1&".repeat(101) + "b=2", "?", "too-many"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_parameter_is_a_400_that_names_it(String query, String pointer, String code) throws Exception {
        HttpResponse<String> response = server.get("/v1/orders?" + query);
        HostileBodyTest.assertProblem(response, 400, "malformed-request");
        JsonNode errors = SampleServer.json(response).get("errors");
        assertThat(errors.size()).as(response.body()).isEqualTo(1);
        assertThat(errors.get(0).get("pointer").stringValue()).isEqualTo(pointer);
        assertThat(errors.get(0).get("code").stringValue()).isEqualTo(code);
    }

    @Test
    void all_wrong_parameters_are_told_at_once_with_the_known_ones() throws Exception {
        HttpResponse<String> response = server.get("/v1/orders?limit=x&status=y&stauts=z");
        assertThat(SampleServer.json(response).get("errors").size()).isEqualTo(3);
        assertThat(response.body())
                .contains("did you mean \\\"status\\\"?", "known are status, placedAfter, q, limit, after");
    }

    @Test
    void empty_parameters_count_as_absent() throws Exception {
        HttpResponse<String> response = server.get("/v1/orders?status=&q=&placedAfter=&limit=&after=");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SampleServer.json(response).get("items").size()).isEqualTo(5);
    }

    @Test
    void following_the_links_visits_every_item_once_and_keeps_the_other_parameters() throws Exception {
        List<Integer> seen = new ArrayList<>();
        String path = "/v1/orders?limit=2&q=caf%C3%A9+%26+t%C3%A9";
        while (!path.isEmpty()) {
            HttpResponse<String> response = server.get(path);
            JsonNode page = SampleServer.json(response);
            page.get("items").forEach(item -> seen.add(item.get("id").intValue()));
            assertThat(page.get("items").get(0).get("note").stringValue()).isEqualTo("café & té");
            String link = response.headers().firstValue("Link").orElse("");
            assertThat(link.isEmpty()).isEqualTo(!page.has("next"));
            path = link.isEmpty()
                    ? ""
                    : URI.create(link.substring(1, link.indexOf('>'))).toString();
            assertThat(link).isEqualTo(link.isEmpty() ? "" : "<" + path + ">; rel=\"next\"");
            assertThat(path.isEmpty()
                            || path.contains("after=" + page.get("next").stringValue()))
                    .isTrue();
        }
        assertThat(seen).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void instants_are_written_in_utc_with_microseconds_and_enums_as_words() throws Exception {
        assertThat(server.get("/v1/orders?limit=1").body())
                .startsWith(
                        "{\"items\":[{\"id\":1,\"status\":\"on-hold\",\"createdAt\":\"2026-01-01T00:00:01.000000Z\"}]");
    }
}
