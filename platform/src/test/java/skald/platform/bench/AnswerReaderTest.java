package skald.platform.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class AnswerReaderTest {
    private static final String CREATED = """
        HTTP/1.1 201 Created\r
        Location: /v1/orders/0199ad2c-7f6e-7000-8000-00000000002a\r
        Content-Length: 7\r
        \r
        {"a":1}\
        """;

    private final AnswerReader reader = new AnswerReader();

    @Test
    void an_answer_that_comes_byte_by_byte_is_whole_with_its_last_byte() throws IOException {
        byte[] bytes = CREATED.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < bytes.length - 1; i++) {
            assertThat(reader.read(channel(CREATED.substring(i, i + 1)))).isNull();
        }

        HttpAnswer answer = reader.read(channel("}"));

        assertThat(answer).isNotNull().satisfies(whole -> {
            assertThat(whole.status()).isEqualTo(201);
            assertThat(whole.body()).isEqualTo("{\"a\":1}");
            assertThat(OrderRequest.orderId(whole)).isEqualTo("0199ad2c-7f6e-7000-8000-00000000002a");
        });
    }

    @Test
    void the_next_answer_on_the_same_connection_begins_anew() throws IOException {
        reader.read(channel(CREATED));

        HttpAnswer answer = reader.read(channel("HTTP/1.1 503 Unavailable\r\ncontent-length: 2\r\n\r\nno"));

        assertThat(answer).isNotNull().satisfies(whole -> {
            assertThat(whole.status()).isEqualTo(503);
            assertThat(whole.body()).isEqualTo("no");
        });
    }

    @Test
    void a_closed_connection_and_an_answer_of_unknown_length_are_failures() {
        assertThatThrownBy(() -> reader.read(channel(""))).hasMessageContaining("closed");
        assertThatThrownBy(() -> reader.read(channel("HTTP/1.1 200 OK\r\n\r\n")))
                .hasMessageContaining("without content length");
    }

    /** What the network gives at once. */
    private static ReadableByteChannel channel(String text) {
        return Channels.newChannel(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
