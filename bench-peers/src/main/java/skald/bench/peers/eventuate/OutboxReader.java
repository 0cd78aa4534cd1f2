package skald.bench.peers.eventuate;

import io.eventuate.common.eventuate.local.BinLogEvent;
import io.eventuate.common.eventuate.local.BinlogFileOffset;
import io.eventuate.common.jdbc.EventuateSchema;
import io.eventuate.common.jdbc.OutboxPartitioningSpec;
import io.eventuate.common.jdbc.sqldialect.EventuateSqlDialect;
import io.eventuate.common.json.mapper.JSonMapper;
import io.eventuate.local.common.BinlogEntry;
import io.eventuate.local.common.BinlogEntryToEventConverter;
import io.eventuate.local.polling.ParallelPollingChannels;
import io.eventuate.local.polling.PollingDao;
import io.eventuate.tram.messaging.common.MessageImpl;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** The polling reader of Eventuate's CDC service, in this process: reads the outbox in batches and marks what was delivered. */
final class OutboxReader implements AutoCloseable {
    private static final int MOST_IN_BATCH = 1_000;
    // The service's default of 500 ms is for an outbox that others poll too; this one is the saga's latency.
    private static final int POLL_MILLIS = 2;
    private static final int ATTEMPTS = 10;
    private static final int RETRY_MILLIS = 500;

    /** A row of the outbox. */
    private record Sent(String channel, MessageImpl message) implements BinLogEvent {
        @Override
        public Optional<BinlogFileOffset> getBinlogFileOffset() {
            return Optional.empty();
        }
    }

    private final PollingDao reader;

    /** @param failed is told why a message could not be handled; then nothing more is read */
    OutboxReader(
            DataSource source,
            String url,
            EventuateSqlDialect dialect,
            EventuateSchema schema,
            InProcessBroker broker,
            Consumer<Throwable> failed) {
        reader = new PollingDao(
                new SimpleMeterRegistry(),
                url,
                source,
                MOST_IN_BATCH,
                ATTEMPTS,
                RETRY_MILLIS,
                POLL_MILLIS,
                "outbox",
                dialect,
                1L,
                new ParallelPollingChannels(Set.of()),
                OutboxPartitioningSpec.DEFAULT);
        reader.addBinlogEntryHandler(schema, "message", new Conversion(), sent -> deliver(broker, sent, failed));
        reader.start();
    }

    private static CompletableFuture<?> deliver(InProcessBroker broker, Sent sent, Consumer<Throwable> failed) {
        return broker.deliver(sent.channel(), sent.message()).whenComplete((_, failure) -> {
            if (failure != null) {
                failed.accept(failure);
            }
        });
    }

    private static final class Conversion implements BinlogEntryToEventConverter<Sent> {
        @Override
        public Optional<Sent> convert(BinlogEntry row, Integer partition) {
            Map<?, ?> columns = JSonMapper.fromJson(row.getJsonColumn("headers"), Map.class);
            Map<String, String> headers = new HashMap<>();
            columns.forEach((name, value) -> headers.put((String) name, (String) value));
            return Optional.of(new Sent(
                    row.getStringColumn("destination"), new MessageImpl(row.getJsonColumn("payload"), headers)));
        }

        @Override
        public String getDestinationColumn() {
            return "destination";
        }
    }

    @Override
    public void close() {
        reader.stop();
    }
}
