package skald.toolkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
    private static final JsonNode PART = new JsonMapper().readTree("""
        {"paths": {"/things": {"post": {"summary": "A <b>thing</b>", "requestBody": {}, "responses": {"201": {}, "401": {}}}}},
         "components": {"schemas": {"Thing": {"type": "object"}}}}
        """);
    private static final Operation ADD = new Operation("POST", "/things", Access.ownOrStaff());

    @Test
    void a_contract_says_who_may_and_what_is_answered_everywhere() {
        JsonNode document = OpenApi.document(List.of(PART), List.of(ADD));

        JsonNode operation = document.at("/paths/~1things/post");
        assertThat(document.path("openapi").stringValue()).isEqualTo("3.1.0");
        assertThat(operation.path("x-access").toString())
                .isEqualTo("{\"anonymous\":\"none\",\"customer\":\"own\",\"support\":\"all\",\"admin\":\"all\"}");
        assertThat(operation.at("/security/0/bearer").isArray()).isTrue();
        assertThat(operation.path("responses").propertyNames())
                .containsExactlyInAnyOrder("201", "400", "401", "408", "413", "415", "503");
        assertThat(operation.at("/responses/401").isEmpty())
                .as("said by the part itself")
                .isTrue();
        assertThat(document.at("/components/schemas/Thing/type").stringValue()).isEqualTo("object");
    }

    @Test
    void a_server_whose_contract_is_another_one_does_not_start() {
        Operation remove = new Operation("DELETE", "/things", Access.admins());

        assertThatThrownBy(() -> OpenApi.document(List.of(PART), List.of(ADD, remove)))
                .hasMessageContaining("DELETE /things is not described");
        assertThatThrownBy(() -> OpenApi.document(List.of(PART), List.of()))
                .hasMessageContaining("POST /things is no route");
        assertThatThrownBy(() -> OpenApi.document(List.of(PART, PART), List.of(ADD)))
                .hasMessageContaining("described twice");
    }

    @Test
    void the_page_shows_texts_as_texts() {
        Response page = ContractPage.of(OpenApi.document(List.of(PART), List.of(ADD)));

        assertThat(new String(page.body())).contains("POST /things", "A &lt;b&gt;thing&lt;/b&gt;", "customer: own");
        assertThat(page.header("Content-Security-Policy").orElseThrow()).startsWith("default-src 'none'");
    }
}
