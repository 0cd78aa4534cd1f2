package skald.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.database.DataFolder;
import skald.database.EmbeddedPostgres;
import skald.database.ServiceDatabase;

class RemainsTest {
    private static final List<String> IN_ORDER = List.of(
            "update lane set head = 7 where lane = 0",
            log(5, "null"),
            log(6, "'orders/0/1'"),
            log(7, "'orders/0/2'"),
            effect("mail-1", "skald.notifications.deliver-mail.v1"));
    private static final List<String> BROKEN = List.of(
            "update lane set head = 10 where lane = 0",
            log(9, "'orders/0/2'"),
            effect("charge-1", "skald.payments.ask-capture.v1"),
            """
            insert into saga values ('order', 'order-1', 1, 1, 'RUNNING', 'order-1', 'reserve stock', false, '', null,
                null, 1, now(), now(), now(), now())
            """,
            """
            insert into dead_letter (lane, source, source_lane, position, queue, type, key, body, at, status, attempts,
                reason, parked_at)
            values (0, 'orders', 0, 3, 'orders:order-1', 'capture-payment', 'order-1', '', now(), 'PARKED', 1,
                'it broke', now())
            """);

    @TempDir
    private Path folder;

    @Test
    void finds_what_breaks_each_rule_and_nothing_where_all_is_well() throws Exception {
        write(IN_ORDER);
        assertThat(Remains.findings(folder)).isEmpty();

        write(BROKEN);
        assertThat(Remains.findings(folder))
                .allSatisfy(finding -> assertThat(finding).startsWith("In payments "))
                .anySatisfy(
                        finding -> assertThat(finding).contains("dead letters: capture-payment orders/0/3", "it broke"))
                .anySatisfy(finding -> assertThat(finding).contains("order of order-1 is RUNNING at reserve stock"))
                .anySatisfy(finding -> assertThat(finding).contains("still open: charge-1"))
                .anySatisfy(
                        finding -> assertThat(finding).contains("gaps", "4 messages, the last is 9, its head is 10"))
                .anySatisfy(finding -> assertThat(finding).contains("written 2 times because of orders/0/2"))
                .hasSize(5);
    }

    private void write(List<String> statements) throws SQLException {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data);
                ServiceDatabase payments = ServiceDatabase.embedded(postgres, "payments");
                Connection connection = payments.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into lane values (0, 1, 0, 0, '') on conflict do nothing");
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String log(int position, String cause) {
        return """
            insert into log (lane, position, type, key, cause, at, body)
            values (0, %d, 'payment-captured', 'order-1', %s, now(), '')
            """.formatted(position, cause);
    }

    private static String effect(String id, String type) {
        return "insert into effect values ('%s', 0, 'order-1', '%s', '', null, null, 1, false, now())"
                .formatted(id, type);
    }
}
