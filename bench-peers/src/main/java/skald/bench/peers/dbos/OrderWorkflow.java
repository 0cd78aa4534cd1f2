package skald.bench.peers.dbos;

import dev.dbos.transact.DBOS;
import dev.dbos.transact.workflow.Workflow;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import skald.bench.peers.ServiceTables;
import skald.bench.peers.ServiceTables.Step;

/** The order saga as a durable workflow: DBOS records each step's end, and a restart runs what is not recorded. */
public interface OrderWorkflow {

    /** Carries an order to its end. */
    void carry(String order, int number, String sku, long amount, boolean declined) throws SQLException;

    /** The steps, each one autocommitted statement that may be repeated. */
    final class Steps implements OrderWorkflow {
        private final DBOS dbos;
        private final DataSource pool;

        Steps(DBOS dbos, DataSource pool) {
            this.dbos = dbos;
            this.pool = pool;
        }

        @Override
        @Workflow(name = "order")
        public void carry(String order, int number, String sku, long amount, boolean declined) throws SQLException {
            UUID id = UUID.fromString(order);
            step("create order", ServiceTables.create(id, number, sku, amount));
            boolean charged = dbos.runStep(() -> charge(id, amount, declined), "charge payment");
            if (!charged) {
                step("reject order", ServiceTables.reject(id));
                return;
            }
            step("reserve stock", ServiceTables.reserve(id, sku));
            step("create shipment", ServiceTables.ship(id, sku));
            step("confirm order", ServiceTables.confirm(id));
        }

        private boolean charge(UUID id, long amount, boolean declined) throws SQLException {
            if (!declined) {
                ServiceTables.commit(pool, ServiceTables.charge(id, amount));
            }
            return !declined;
        }

        private void step(String name, Step work) throws SQLException {
            dbos.runStep(() -> ServiceTables.commit(pool, work), name);
        }
    }
}
