package skald.orderviews.adapter.out;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;
import skald.toolkit.postgres.PostgresStore;

class PostgresReadModelTest extends ReadModelContract {

    private @Nullable ServiceDatabase database;

    @Override
    Adapters open() {
        database = TestPostgres.database("order-views");
        PostgresStore store = new PostgresStore(database.dataSource());
        PostgresReadModel model = new PostgresReadModel(store);
        return new Adapters(model, new PostgresOrderQueries(store, model));
    }

    @Override
    boolean isSomebodyWaiting() {
        try (Connection connection =
                        Objects.requireNonNull(database).dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select from pg_locks where not granted)")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }
}
