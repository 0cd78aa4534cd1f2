package skald.toolkit.postgres;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGBinaryObject;
import org.postgresql.util.PGobject;

/**
 * A one-dimensional array parameter in PostgreSQL's binary form (array_recv in its source): a header, then length and
 * bytes of each element, -1 for null. The server then parses no text, and the driver boxes nothing. Not thread-safe.
 */
final class BinaryArray extends PGobject implements PGBinaryObject {
    private static final long serialVersionUID = 1L;

    /** The element types, with the OIDs of pg_type.dat; they never change. */
    enum Element {
        BOOL("_bool", 16, 1000),
        BYTEA("_bytea", 17, 1001),
        INT8("_int8", 20, 1016),
        INT4("_int4", 23, 1007),
        TEXT("_text", 25, 1009),
        TIMESTAMPTZ("_timestamptz", 1184, 1185),
        UUID("_uuid", 2950, 2951);

        private final String arrayName;
        private final int oid;
        private final int arrayOid;

        Element(String arrayName, int oid, int arrayOid) {
            this.arrayName = arrayName;
            this.oid = oid;
            this.arrayOid = arrayOid;
        }

        int arrayOid() {
            return arrayOid;
        }
    }

    private static final int HEADER_BYTES = 20;
    /** Where the header says whether there are nulls. */
    private static final int NULLS_AT = 4;

    /** Seconds from 1970 to 2000, where PostgreSQL's time begins. */
    private static final long EPOCH_SECONDS = 946_684_800L;

    private byte[] bytes;
    private int length;

    /** An array that will get {@code elements} elements of some {@code bytesEach}. */
    BinaryArray(Element element, int elements, int bytesEach) {
        type = element.arrayName;
        bytes = new byte[HEADER_BYTES + elements * (Integer.BYTES + bytesEach)];
        putInt(1); // dimensions
        putInt(0); // no nulls so far
        putInt(element.oid);
        putInt(elements);
        putInt(1); // the first index
    }

    void addNull() {
        bytes[NULLS_AT + Integer.BYTES - 1] = 1;
        putInt(-1);
    }

    void add(boolean value) {
        putInt(1);
        reserve(1);
        bytes[length++] = (byte) (value ? 1 : 0);
    }

    void add(int value) {
        putInt(Integer.BYTES);
        putInt(value);
    }

    void add(long value) {
        putInt(Long.BYTES);
        putLong(value);
    }

    void add(@Nullable String value) {
        if (value == null) {
            addNull();
        } else {
            add(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    void add(byte @Nullable [] value) {
        if (value == null) {
            addNull();
            return;
        }
        putInt(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, length, value.length);
        length += value.length;
    }

    void add(@Nullable UUID value) {
        if (value == null) {
            addNull();
            return;
        }
        putInt(2 * Long.BYTES);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
    }

    /** In microseconds, the rest is cut off. */
    void add(@Nullable Instant value) {
        if (value == null) {
            addNull();
            return;
        }
        add(Math.multiplyExact(value.getEpochSecond() - EPOCH_SECONDS, 1_000_000L) + value.getNano() / 1_000);
    }

    private void putInt(int value) {
        reserve(Integer.BYTES);
        bytes[length++] = (byte) (value >>> 24);
        bytes[length++] = (byte) (value >>> 16);
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) value;
    }

    private void putLong(long value) {
        putInt((int) (value >>> 32));
        putInt((int) value);
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @Override
    public void setByteValue(byte[] value, int offset) {
        throw new UnsupportedOperationException("a parameter, not a result");
    }

    @Override
    public int lengthInBytes() {
        return length;
    }

    @Override
    public void toBytes(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BinaryArray array
                && array.type.equals(type)
                && Arrays.equals(array.bytes, 0, array.length, bytes, 0, length);
    }

    @Override
    public int hashCode() {
        return length;
    }

    @Override
    public Object clone() throws CloneNotSupportedException {
        return super.clone();
    }
}
