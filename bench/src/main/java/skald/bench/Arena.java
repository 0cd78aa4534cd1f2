package skald.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.database.DatabaseLogin;
import skald.toolkit.Environment;

/**
 * What a contender gets for one run.
 *
 * @param database an empty database, as its superuser
 * @param folder an empty folder for files, removed when the benchmark ends
 * @param inFlight how many sagas are under way at most
 * @param statements counts the statements, if they are to be counted in this run: counting costs time
 */
public record Arena(
        DatabaseLogin database,
        Path folder,
        Workload workload,
        int inFlight,
        Environment environment,
        @Nullable LongAdder statements) {

    /** A connection to the database. */
    public Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(database.url(), database.user(), database.password());
        return statements == null ? connection : StatementCount.of(connection, statements);
    }

    /** {@code source}, with its statements counted if they are to be. */
    public DataSource counted(DataSource source) {
        return statements == null ? source : StatementCount.of(source, statements);
    }
}
