package skald.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;

class TestPostgresTest {
    @Test
    void every_call_gives_an_empty_database_of_its_own() throws SQLException {
        try (ServiceDatabase first = TestPostgres.database("order-views");
                ServiceDatabase second = TestPostgres.database("order-views")) {
            execute(first, "CREATE TABLE note (text text)");
            execute(second, "CREATE TABLE note (text text)");
            execute(first, "INSERT INTO note VALUES ('only in the first')");
            assertThat(hasRows(first, "SELECT FROM note")).isTrue();
            assertThat(hasRows(second, "SELECT FROM note")).isFalse();
        }
    }

    @Test
    void a_service_has_the_same_schema_and_the_same_few_rights_as_in_production() throws SQLException {
        try (ServiceDatabase database = TestPostgres.database("order-views")) {
            assertThat(hasRows(database, "SELECT WHERE current_schema() = 'order_views'"))
                    .isTrue();
            assertThat(hasRows(database, "SELECT WHERE current_user = 'skald_order_views'"))
                    .isTrue();
            assertThatThrownBy(() -> execute(database, "CREATE TEMPORARY TABLE scratch (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    private static void execute(ServiceDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean hasRows(ServiceDatabase database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
