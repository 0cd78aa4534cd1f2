package skald.bench.peers.axon;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.common.caching.WeakReferenceCache;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.modelling.saga.repository.CachingSagaStore;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import skald.bench.Arena;
import skald.bench.Contender;
import skald.bench.Ending;
import skald.bench.SagaOrder;
import skald.bench.Tally;
import skald.bench.floor.PlainTables;
import skald.bench.peers.Endings;
import skald.bench.peers.Pools;
import skald.bench.peers.axon.Messages.PlaceOrder;

/** Axon Framework 4 on its JDBC stores, without Axon Server: an annotated saga on a tracking processor. */
public final class AxonPeer implements Contender {
    private static final int BATCH = 64;
    // Threads that place orders. The saga's thread is the bottleneck.
    private static final int STARTERS = 8;
    // One for each starter, and some for the saga, the reader of events and the keeper of tokens.
    private static final int CONNECTIONS = STARTERS + 4;
    private static final String PROCESSOR = OrderSaga.class.getSimpleName() + "Processor";

    // The indexes that the framework's guide on relational databases asks for; its schema lacks them.
    private static final String INDEXES = """
        create index on associationvalueentry (sagatype, associationkey, associationvalue);
        create index on associationvalueentry (sagaid, sagatype)
        """;

    @Override
    public String name() {
        return "axon";
    }

    @Override
    public Role role() {
        return Role.ENGINE;
    }

    @Override
    public String description() {
        return "Axon Framework 4, JDBC stores, batches of " + BATCH;
    }

    @Override
    public Running open(Arena arena) throws SQLException {
        PlainTables.create(arena);
        HikariDataSource pool = Pools.open(arena, CONNECTIONS);
        try {
            return new Started(arena, pool);
        } catch (SQLException | RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static final class Started implements Running {
        private final Arena arena;
        private final HikariDataSource pool;
        private final Endings endings = new Endings();
        private final Configuration axon;
        private final ExecutorService starters = Executors.newFixedThreadPool(STARTERS);

        Started(Arena arena, HikariDataSource pool) throws SQLException {
            this.arena = arena;
            this.pool = pool;
            axon = configure(arena, pool);
            axon.start();
        }

        private Configuration configure(Arena arena, HikariDataSource pool) throws SQLException {
            var source = arena.counted(pool);
            ConnectionProvider connections = new SpringDataSourceConnectionProvider(source);
            TransactionManager transactions = new SpringTransactionManager(new DataSourceTransactionManager(source));
            Serializer json =
                    JacksonSerializer.builder().objectMapper(new ObjectMapper()).build();
            JdbcEventStorageEngine events = JdbcEventStorageEngine.builder()
                    .connectionProvider(connections)
                    .transactionManager(transactions)
                    .eventSerializer(json)
                    .snapshotSerializer(json)
                    .build();
            JdbcTokenStore tokens = JdbcTokenStore.builder()
                    .connectionProvider(connections)
                    .serializer(json)
                    .build();
            JdbcSagaStore sagas = JdbcSagaStore.builder()
                    .connectionProvider(connections)
                    .sqlSchema(new PostgresSagaSqlSchema())
                    .serializer(json)
                    .build();
            events.createSchema(PostgresEventTableFactory.INSTANCE);
            tokens.createSchema(PostgresTokenTableFactory.INSTANCE);
            sagas.createSchema();
            createIndexes(arena);
            Configurer configurer = DefaultConfigurer.defaultConfiguration()
                    .configureSerializer(_ -> json)
                    .configureTransactionManager(_ -> transactions)
                    .configureEmbeddedEventStore(_ -> events)
                    .registerCommandHandler(_ -> new Services(connections, endings));
            configurer.eventProcessing(processing -> configure(processing, tokens, sagas));
            return configurer.buildConfiguration();
        }

        private static void configure(
                EventProcessingConfigurer processing, JdbcTokenStore tokens, JdbcSagaStore sagas) {
            // Not the pooled processor: it looks only every 500 ms whether the embedded store has new events. Not
            // several
            // threads: their batches can deadlock, since they take the same stock rows in different orders, and in a
            // trial
            // two threads were no faster.
            processing
                    .usingTrackingEventProcessors()
                    .registerTrackingEventProcessorConfiguration(
                            PROCESSOR,
                            _ -> TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                                    .andBatchSize(BATCH))
                    .registerTokenStore(_ -> tokens)
                    .registerSaga(OrderSaga.class, saga -> saga.configureSagaStore(_ -> cached(sagas)));
        }

        private static SagaStore<Object> cached(JdbcSagaStore sagas) {
            return CachingSagaStore.<Object>builder()
                    .delegateSagaStore(sagas)
                    .associationsCache(new WeakReferenceCache())
                    .sagaCache(new WeakReferenceCache())
                    .build();
        }

        private static void createIndexes(Arena arena) throws SQLException {
            try (Connection connection = arena.connect();
                    Statement statement = connection.createStatement()) {
                statement.execute(INDEXES);
            }
        }

        @Override
        public void begin(SagaOrder order, Ending ending) {
            endings.await(order.id(), ending);
            starters.execute(() -> axon.commandGateway()
                    .send(new PlaceOrder(order.id(), order.number(), order.sku(), order.amount(), order.declined()))
                    .exceptionally(e -> {
                        endings.failed(order.id(), e);
                        return null;
                    }));
        }

        @Override
        public Tally tally() throws SQLException {
            return PlainTables.count(arena);
        }

        @Override
        public void close() {
            starters.close();
            axon.shutdown();
            pool.close();
        }
    }
}
