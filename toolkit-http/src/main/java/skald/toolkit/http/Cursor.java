package skald.toolkit.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * A position in a sorted collection: the sort keys of the last item seen, opaque to clients.
 *
 * <p>Encoded as base64url of a CRC-32C and the keys, each preceded by its length. The checksum finds damage and guesses,
 * not malice; it needs no more, because a cursor grants nothing that the query parameters would not.
 */
public final class Cursor {

    /** Keys are sort values, not documents; this also bounds what a client can make us decode. */
    private static final int MAX_ENCODED = 1024;

    private final List<String> keys;

    private Cursor(List<String> keys) {
        this.keys = keys;
    }

    /** The sort keys in order: texts, numbers, instants, ids. */
    public static Cursor of(Object... keys) {
        return new Cursor(Arrays.stream(keys).map(Object::toString).toList());
    }

    /** What goes into {@link Page#next}. */
    public String encode() {
        List<byte[]> parts =
                keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
        int size = Integer.BYTES
                + parts.stream().mapToInt(part -> Short.BYTES + part.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(size).putInt(0);
        parts.forEach(part -> buffer.putShort((short) part.length).put(part));
        buffer.putInt(0, checksum(buffer.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    /** Empty if this was never encoded here. */
    static Optional<Cursor> decode(String text) {
        if (text.length() > MAX_ENCODED) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length < Integer.BYTES || buffer.getInt() != checksum(bytes)) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>();
        while (buffer.hasRemaining()) {
            int length = buffer.remaining() < Short.BYTES ? Integer.MAX_VALUE : Short.toUnsignedInt(buffer.getShort());
            if (length > buffer.remaining()) {
                return Optional.empty();
            }
            keys.add(new String(bytes, buffer.position(), length, StandardCharsets.UTF_8));
            buffer.position(buffer.position() + length);
        }
        return Optional.of(new Cursor(List.copyOf(keys)));
    }

    /** Key {@code index} (from 0). IllegalArgumentException if this cursor has no such key, or one that no text may be. */
    public String text(int index) {
        if (index >= keys.size() || Texts.firstForbidden(keys.get(index)).isPresent()) {
            throw new IllegalArgumentException("the cursor is of another collection");
        }
        return keys.get(index);
    }

    /** Key {@code index} as a number. IllegalArgumentException if it is none. */
    public long number(int index) {
        return Long.parseLong(text(index));
    }

    /** Key {@code index} as an instant of the years 1 to 9999. IllegalArgumentException if it is none. */
    public Instant instant(int index) {
        return Texts.instant(text(index))
                .orElseThrow(() -> new IllegalArgumentException("the cursor is of another collection"));
    }

    /** Key {@code index} as an id. IllegalArgumentException if it is none. */
    public UUID uuid(int index) {
        return Texts.uuid(text(index))
                .orElseThrow(() -> new IllegalArgumentException("the cursor is of another collection"));
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        return (int) crc.getValue();
    }
}
