package skald.bench.peers.eventuate;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import skald.bench.BenchException;
import skald.bench.peers.ServiceTables;

/** Does steps in the transaction that is under way on this thread. */
final class LocalSteps {
    private final DataSource source;

    LocalSteps(DataSource source) {
        this.source = source;
    }

    void run(ServiceTables.Step step) {
        Connection connection = DataSourceUtils.getConnection(source);
        try {
            step.on(connection);
        } catch (SQLException e) {
            throw new BenchException("a step failed: " + e.getMessage(), e);
        } finally {
            DataSourceUtils.releaseConnection(connection, source);
        }
    }
}
