package skald.platform.chaos;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import skald.database.DataFolder;
import skald.database.DatabaseException;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;

/**
 * Looks into the databases of all services when none of them runs: at what the runtime keeps and no service shows.
 *
 * <p>Each rule is a query that finds what breaks it, so that it finds nothing where all is well.
 */
final class Remains {

    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("a message lies in the dead letters", """
            select type || ' ' || source || '/' || source_lane || '/' || position || ' of ' || key || ': ' || reason
            from dead_letter where status in ('PARKED', 'WAITING')
            """);
        RULES.put("a saga has not come to its end", """
            select definition || ' of ' || key || ' is ' || status || ' at ' || step from saga
            where status not in ('COMPLETED', 'COMPENSATED')
            """);
        // Mails may be on their way: no order waits for them.
        RULES.put("a call to the outside is still open", """
            select id || ' ' || type || ' after ' || attempts || ' attempts' from effect
            where type not like 'skald.notifications.%'
            """);
        // What is old may have been forgotten: a log begins anywhere.
        RULES.put("a log has gaps, or ends where its writer is not", """
            select 'lane ' || lane || ' has ' || count(position) || ' messages, the last is ' || max(position)
                || ', its head is ' || head
            from lane left join log using (lane) group by lane, head
            having max(position) - min(position) + 1 <> count(position) or coalesce(max(position), 0) <> head
            """);
        RULES.put("a message was decided twice", """
            select type || ' of ' || key || ' was written ' || count(*) || ' times because of ' || cause from log
            where cause is not null group by cause, type, key, saga having count(*) > 1
            """);
    }

    private Remains() {}

    /** What breaks a rule in the data of {@code folder}, which no Skald uses. */
    static List<String> findings(Path folder) {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseLogin admin = postgres.admin();
            try (Connection connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password())) {
                return findings(connection);
            }
        } catch (SQLException | DatabaseException e) {
            return List.of("The databases cannot be looked into: " + e.getMessage());
        }
    }

    private static List<String> findings(Connection connection) throws SQLException {
        List<String> findings = new ArrayList<>();
        List<String> schemas = texts(connection, """
            select table_schema from information_schema.tables where table_name = 'dead_letter' order by 1
            """);
        if (schemas.isEmpty()) {
            findings.add("No service has a database");
        }
        for (String schema : schemas) {
            connection.setSchema(schema);
            for (Map.Entry<String, String> rule : RULES.entrySet()) {
                for (String found : texts(connection, rule.getValue())) {
                    findings.add("In " + schema + " " + rule.getKey() + ": " + found);
                }
            }
        }
        return findings;
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
