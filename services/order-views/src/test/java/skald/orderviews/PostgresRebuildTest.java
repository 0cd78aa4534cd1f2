package skald.orderviews;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;
import skald.toolkit.Environment;

class PostgresRebuildTest extends RebuildContract {

    private final ServiceDatabase database = TestPostgres.database("order-views");

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    OrderViewsService service(Environment environment) {
        return OrderViewsService.onPostgres(database.dataSource(), environment, 2);
    }

    @Override
    List<String> rows(OrderViewsService service) {
        String slot = Long.toString(generation(service) & 1);
        List<String> rows = new ArrayList<>();
        // How often a row was written is no part of what it says.
        rows.addAll(query("select (to_jsonb(v) - 'version')::text from order_view_" + slot + " v order by order_id"));
        rows.addAll(query("select to_jsonb(d)::text from order_details_" + slot + " d order by order_id"));
        rows.addAll(query(
                "select to_jsonb(t)::text from order_timeline_" + slot + " t order by order_id, source, position"));
        return rows;
    }

    @Override
    long generation(OrderViewsService service) {
        return Long.parseLong(query("select active::text from generation").getFirst());
    }

    private List<String> query(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
