package skald.toolkit.kafka;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import skald.toolkit.Store.LogEntry;

/**
 * A message of a log as a record of Kafka: CloudEvents 1.0 in the binary content mode of its Kafka protocol binding. The
 * body is the record's value as it is, everything else a header.
 */
final class CloudEvents {
    private static final String SPECVERSION = "ce_specversion";
    private static final String ID = "ce_id";
    private static final String SOURCE = "ce_source";
    private static final String TYPE = "ce_type";
    private static final String SUBJECT = "ce_subject";
    private static final String TIME = "ce_time";
    private static final String PARTITION_KEY = "ce_partitionkey";
    private static final String SEQUENCE = "ce_sequence";
    private static final String CORRELATION_ID = "ce_correlationid";
    private static final String CAUSATION_ID = "ce_causationid";
    private static final String TRACEPARENT = "ce_traceparent";
    private static final String CONTENT_TYPE = "content-type";

    private static final byte[] VERSION = utf8("1.0");
    private static final byte[] JSON = utf8("application/json");

    private CloudEvents() {}

    /** The partition is the lane, so that a partition has the order of the log. */
    static ProducerRecord<byte[], byte[]> record(String topic, String source, LogEntry entry) {
        byte[] key = utf8(entry.key());
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, entry.lane(), key, entry.body());
        Headers headers = record.headers();
        headers.add(SPECVERSION, VERSION);
        headers.add(ID, utf8(source + '/' + entry.lane() + '/' + entry.position()));
        headers.add(SOURCE, utf8('/' + source));
        headers.add(TYPE, utf8(entry.type()));
        headers.add(SUBJECT, key);
        headers.add(TIME, utf8(entry.at().toString()));
        headers.add(CONTENT_TYPE, JSON);
        headers.add(PARTITION_KEY, key);
        headers.add(SEQUENCE, padded(entry.position()));
        optional(headers, CORRELATION_ID, entry.saga());
        optional(headers, CAUSATION_ID, entry.cause());
        optional(headers, TRACEPARENT, entry.trace());
        return record;
    }

    /** The message, or {@code null} if the record is none of ours. */
    static @Nullable LogEntry entry(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        String sequence = text(headers, SEQUENCE);
        String type = text(headers, TYPE);
        String time = text(headers, TIME);
        if (sequence == null || type == null || time == null || record.key() == null || record.value() == null) {
            return null;
        }
        try {
            return new LogEntry(
                    record.partition(),
                    Long.parseLong(sequence),
                    type,
                    new String(record.key(), StandardCharsets.UTF_8),
                    text(headers, CORRELATION_ID),
                    text(headers, CAUSATION_ID),
                    text(headers, TRACEPARENT),
                    Instant.parse(time),
                    record.value(),
                    null);
        } catch (NumberFormatException | DateTimeException _) {
            return null;
        }
    }

    /** With all 19 digits that a position may have, because the extension wants sequences to sort as texts do. */
    private static byte[] padded(long position) {
        byte[] digits = new byte[19];
        long rest = position;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return digits;
    }

    private static void optional(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, utf8(value));
        }
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
