package skald.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/**
 * Counts what is executed over JDBC: each statement, and each commit or rollback. A prepared statement that holds several,
 * separated by semicolons, counts as one, since it is one round trip.
 */
final class StatementCount {
    private static final Set<String> ROUND_TRIPS = Set.of(
            "execute",
            "executeQuery",
            "executeUpdate",
            "executeLargeUpdate",
            "executeBatch",
            "executeLargeBatch",
            "commit",
            "rollback");

    private StatementCount() {}

    static DataSource of(DataSource source, LongAdder count) {
        return wrap(DataSource.class, source, count);
    }

    static Connection of(Connection connection, LongAdder count) {
        return wrap(Connection.class, connection, count);
    }

    private static <T> T wrap(Class<T> type, T target, LongAdder count) {
        InvocationHandler handler = (_, method, arguments) -> {
            if (ROUND_TRIPS.contains(method.getName())) {
                count.increment();
            }
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            // What was unwrapped on purpose stays so.
            if (result == null || method.getName().equals("unwrap")) {
                return result;
            }
            return switch (result) {
                case Connection connection when type == DataSource.class -> wrap(Connection.class, connection, count);
                case PreparedStatement statement
                when type == Connection.class -> wrap(PreparedStatement.class, statement, count);
                case Statement statement when type == Connection.class -> wrap(Statement.class, statement, count);
                default -> result;
            };
        };
        return type.cast(Proxy.newProxyInstance(StatementCount.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
