package skald.bench.peers.dbos;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.StartWorkflowOptions;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.WorkflowHandle;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import skald.bench.Arena;
import skald.bench.Contender;
import skald.bench.Ending;
import skald.bench.SagaOrder;
import skald.bench.Tally;
import skald.bench.floor.PlainTables;
import skald.bench.peers.Pools;

/** DBOS Transact: a durable workflow per order, without a queue, on virtual threads. */
public final class DbosPeer implements Contender {
    // As many as the naive contender has: for the steps and for what DBOS records.
    private static final int CONNECTIONS = 16;

    @Override
    public String name() {
        return "dbos";
    }

    @Override
    public Role role() {
        return Role.ENGINE;
    }

    @Override
    public String description() {
        return "DBOS Transact Java " + DBOS.version() + ", a workflow per order, " + CONNECTIONS + " connections";
    }

    @Override
    public Running open(Arena arena) throws SQLException {
        PlainTables.create(arena);
        HikariDataSource pool = Pools.open(arena, CONNECTIONS);
        try {
            return new Workflows(arena, pool);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private static final class Workflows implements Running {
        private final Arena arena;
        private final HikariDataSource pool;
        private final DBOS dbos;
        private final OrderWorkflow workflow;
        private final ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor();

        Workflows(Arena arena, HikariDataSource pool) {
            this.arena = arena;
            this.pool = pool;
            DataSource counted = arena.counted(pool);
            // A fixed version and executor: with them a restart finds the workflows that it has to finish.
            dbos = new DBOS(DBOSConfig.defaults("bench")
                    .withDataSource(counted)
                    .withMigrate(true)
                    .withAppVersion("1")
                    .withExecutorId("bench"));
            workflow = dbos.registerProxy(OrderWorkflow.class, new OrderWorkflow.Steps(dbos, counted));
            dbos.launch();
        }

        @Override
        public void begin(SagaOrder order, Ending ending) {
            starters.execute(() -> {
                try {
                    carry(order);
                    ending.ended();
                } catch (Exception e) {
                    ending.failed(e);
                }
            });
        }

        private void carry(SagaOrder order) throws SQLException {
            String id = order.id().toString();
            WorkflowHandle<Void, SQLException> handle = dbos.startWorkflow(
                    () -> workflow.carry(id, order.number(), order.sku(), order.amount(), order.declined()),
                    new StartWorkflowOptions().withWorkflowId(id));
            handle.getResult();
        }

        @Override
        public Tally tally() throws SQLException {
            return PlainTables.count(arena);
        }

        @Override
        public void close() {
            starters.close();
            dbos.shutdown();
            pool.close();
        }
    }
}
