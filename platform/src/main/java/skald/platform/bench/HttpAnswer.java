package skald.platform.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An answer as far as a load looks at it.
 *
 * @param bytes head and body
 * @param headLength where the body begins
 */
record HttpAnswer(int status, byte[] bytes, int headLength) {

    String head() {
        return new String(bytes, 0, headLength, StandardCharsets.ISO_8859_1);
    }

    String body() {
        return new String(Arrays.copyOfRange(bytes, headLength, bytes.length), StandardCharsets.UTF_8);
    }
}
