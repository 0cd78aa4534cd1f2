package skald.bench.peers.eventuate;

import com.zaxxer.hikari.HikariDataSource;
import io.eventuate.common.id.ApplicationIdGenerator;
import io.eventuate.common.id.IdGenerator;
import io.eventuate.common.jdbc.EventuateCommonJdbcOperations;
import io.eventuate.common.jdbc.EventuateJdbcOperationsUtils;
import io.eventuate.common.jdbc.EventuateJdbcStatementExecutor;
import io.eventuate.common.jdbc.EventuateSchema;
import io.eventuate.common.jdbc.OutboxPartitioningSpec;
import io.eventuate.common.jdbc.sqldialect.PostgresDialect;
import io.eventuate.common.spring.jdbc.EventuateSpringJdbcStatementExecutor;
import io.eventuate.common.spring.jdbc.EventuateSpringTransactionTemplate;
import io.eventuate.tram.commands.common.CommandNameMapping;
import io.eventuate.tram.commands.common.DefaultCommandNameMapping;
import io.eventuate.tram.commands.consumer.CommandReplyProducer;
import io.eventuate.tram.commands.producer.CommandProducer;
import io.eventuate.tram.commands.producer.CommandProducerImpl;
import io.eventuate.tram.consumer.common.DecoratedMessageHandlerFactory;
import io.eventuate.tram.consumer.common.DuplicateDetectingMessageHandlerDecorator;
import io.eventuate.tram.consumer.common.MessageConsumerImpl;
import io.eventuate.tram.consumer.jdbc.SqlTableBasedDuplicateMessageDetector;
import io.eventuate.tram.messaging.common.ChannelMapping;
import io.eventuate.tram.messaging.common.DefaultChannelMapping;
import io.eventuate.tram.messaging.common.MessageInterceptor;
import io.eventuate.tram.messaging.consumer.DefaultSubscriberMapping;
import io.eventuate.tram.messaging.consumer.MessageConsumer;
import io.eventuate.tram.messaging.producer.MessageProducer;
import io.eventuate.tram.messaging.producer.common.MessageProducerImpl;
import io.eventuate.tram.messaging.producer.jdbc.MessageProducerJdbcImpl;
import io.eventuate.tram.sagas.common.SagaLockManager;
import io.eventuate.tram.sagas.common.SagaLockManagerImpl;
import io.eventuate.tram.sagas.orchestration.SagaCommandProducerImpl;
import io.eventuate.tram.sagas.orchestration.SagaInstanceFactory;
import io.eventuate.tram.sagas.orchestration.SagaInstanceRepositoryJdbc;
import io.eventuate.tram.sagas.orchestration.SagaManagerFactory;
import io.eventuate.tram.sagas.participant.SagaCommandDispatcherFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import skald.bench.Arena;
import skald.bench.Contender;
import skald.bench.Ending;
import skald.bench.SagaOrder;
import skald.bench.Tally;
import skald.bench.floor.PlainTables;
import skald.bench.peers.Endings;
import skald.bench.peers.Pools;

/** Eventuate Tram Sagas: an orchestrated saga over a transactional outbox, read by the CDC service's reader in process. */
public final class EventuatePeer implements Contender {
    private static final int THREADS = 16;
    // One for each thread and some for the reader.
    private static final int CONNECTIONS = THREADS + 2;

    @Override
    public String name() {
        return "eventuate";
    }

    @Override
    public Role role() {
        return Role.ENGINE;
    }

    @Override
    public String description() {
        return "Eventuate Tram Sagas, outbox relayed in process, " + THREADS + " threads";
    }

    @Override
    public Running open(Arena arena) throws SQLException {
        PlainTables.create(arena);
        Schema.create(arena);
        HikariDataSource pool = Pools.open(arena, CONNECTIONS);
        try {
            return new Started(arena, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static final class Started implements Running {
        private final Arena arena;
        private final HikariDataSource pool;
        private final Endings endings = new Endings();
        private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        private final TransactionTemplate transactions;
        private final SagaInstanceFactory sagas;
        private final OrderSaga saga;
        private final OutboxReader reader;

        /** Wires by hand what Eventuate's Spring configurations wire. */
        Started(Arena arena, HikariDataSource pool) {
            this.arena = arena;
            this.pool = pool;
            DataSource source = arena.counted(pool);
            transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
            EventuateJdbcStatementExecutor statements =
                    new EventuateSpringJdbcStatementExecutor(new JdbcTemplate(source));
            EventuateSchema schema = new EventuateSchema(Schema.NAME);
            PostgresDialect dialect = new PostgresDialect();
            IdGenerator ids = new ApplicationIdGenerator();
            ChannelMapping channels = new DefaultChannelMapping.DefaultChannelMappingBuilder().build();
            CommandNameMapping names = new DefaultCommandNameMapping();

            MessageProducer producer = new MessageProducerImpl(
                    new MessageInterceptor[0],
                    channels,
                    new MessageProducerJdbcImpl(
                            new EventuateCommonJdbcOperations(
                                    new EventuateJdbcOperationsUtils(dialect),
                                    statements,
                                    dialect,
                                    OutboxPartitioningSpec.DEFAULT),
                            ids,
                            schema));
            InProcessBroker broker = new InProcessBroker(threads);
            MessageConsumer consumer = new MessageConsumerImpl(
                    channels,
                    broker,
                    // A list that it may sort.
                    new DecoratedMessageHandlerFactory(new ArrayList<>(List.of(
                            new DuplicateDetectingMessageHandlerDecorator(new SqlTableBasedDuplicateMessageDetector(
                                    schema,
                                    dialect.getCurrentTimeInMillisecondsExpression(),
                                    statements,
                                    new EventuateSpringTransactionTemplate(transactions)))))),
                    new DefaultSubscriberMapping());

            SagaLockManager locks = new SagaLockManagerImpl(statements, schema);
            CommandProducer commands = new CommandProducerImpl(producer, names);
            LocalSteps steps = new LocalSteps(source);
            saga = new OrderSaga(steps, endings::ended);
            sagas = new SagaInstanceFactory(
                    new SagaManagerFactory(
                            new SagaInstanceRepositoryJdbc(statements, ids, schema),
                            commands,
                            consumer,
                            locks,
                            new SagaCommandProducerImpl(commands)),
                    List.of(saga));
            new Services(steps)
                    .subscribe(new SagaCommandDispatcherFactory(
                            consumer, locks, names, new CommandReplyProducer(producer)));
            reader = new OutboxReader(source, arena.database().url(), dialect, schema, broker, endings::allFailed);
        }

        @Override
        public void begin(SagaOrder order, Ending ending) {
            endings.await(order.id(), ending);
            threads.execute(() -> {
                try {
                    transactions.executeWithoutResult(_ -> sagas.create(
                            saga,
                            new OrderSaga.Order(
                                    order.id(), order.number(), order.sku(), order.amount(), order.declined())));
                } catch (RuntimeException e) {
                    endings.failed(order.id(), e);
                }
            });
        }

        @Override
        public Tally tally() throws SQLException {
            return PlainTables.count(arena);
        }

        @Override
        public void close() {
            reader.close();
            threads.close();
            pool.close();
        }
    }
}
