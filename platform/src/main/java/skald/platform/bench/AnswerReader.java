package skald.platform.bench;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts the answers of one connection together (HTTP/1.1 with a content length, RFC 9112). Not thread-safe. */
final class AnswerReader {
    // Much more than any answer to an order has.
    private static final int MOST_BYTES = 64 << 10;

    // Of the status line: "HTTP/1.1 201 ".
    private static final int STATUS_FROM = 9;
    private static final int STATUS_TO = 12;

    private static final String LENGTH = "\r\ncontent-length:";
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer buffer = ByteBuffer.allocate(MOST_BYTES);

    /** Reads what is there; an answer once it is whole. */
    @Nullable
    HttpAnswer read(ReadableByteChannel channel) throws IOException {
        if (channel.read(buffer) < 0) {
            throw new EOFException("the server closed a connection");
        }
        if (!buffer.hasRemaining()) {
            throw new IOException("an answer has more than " + MOST_BYTES + " bytes");
        }
        int head = headLength();
        if (head < 0) {
            return null;
        }
        byte[] bytes = buffer.array();
        String text = new String(bytes, 0, head, StandardCharsets.ISO_8859_1);
        int whole = head + contentLength(text);
        if (buffer.position() < whole) {
            return null;
        }
        HttpAnswer answer =
                new HttpAnswer(Integer.parseInt(text, STATUS_FROM, STATUS_TO, 10), Arrays.copyOf(bytes, whole), head);
        buffer.clear();
        return answer;
    }

    private int headLength() {
        byte[] bytes = buffer.array();
        for (int end = END_OF_HEAD.length; end <= buffer.position(); end++) {
            if (Arrays.equals(bytes, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
                return end;
            }
        }
        return -1;
    }

    private static int contentLength(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (at < 0) {
            throw new IOException("an answer without content length: "
                    + head.lines().findFirst().orElse(""));
        }
        int from = at + LENGTH.length();
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }
}
