package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the platform answered. */
record Answer(int status, HttpHeaders headers, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    /** This answer, if it has the expected status. */
    Answer expect(int expected) {
        assertThat(status).as(body).isEqualTo(expected);
        return this;
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    /** A text in the body, by its JSON pointer. */
    String text(String pointer) {
        return json().at(pointer).asString("");
    }

    /** A whole number in the body; 0 if it is not there. */
    long number(String pointer) {
        return json().at(pointer).asLong(0);
    }

    /** One text of each element of an array in the body. */
    List<String> texts(String array, String pointer) {
        List<String> texts = new ArrayList<>();
        json().at(array).forEach(element -> texts.add(element.at(pointer).asString("")));
        return texts;
    }

    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The pointers of a problem's errors. */
    List<String> pointers() {
        return texts("/errors", "/pointer");
    }

    @Override
    public String toString() {
        return status + " " + body;
    }
}
