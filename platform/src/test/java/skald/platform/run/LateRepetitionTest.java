package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;

/** A request that comes again when its kept answer is forgotten long since. */
class LateRepetitionTest {
    private final Path folder = RunningPlatform.newFolder();
    private final RunningPlatform skald = RunningPlatform.startIn(folder);

    @AfterEach
    void stop() {
        skald.close();
        RunningPlatform.delete(folder);
    }

    @Test
    void still_places_one_order_and_is_told_which() throws SQLException {
        OrderForm form = skald.order(skald.product("MUG", 850, 10), 1);
        String key = skald.newKey();
        String order = form.send("Idempotency-Key", key).expect(201).text("/orderId");
        skald.awaitShipped(order);

        skald.stop();
        forgetAnswers();
        skald.start();

        Answer again = form.send("Idempotency-Key", key).expect(201);
        assertThat(again.text("/orderId")).isEqualTo(order);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        skald.assertSound();
    }

    private void forgetAnswers() throws SQLException {
        try (DataFolder data = DataFolder.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            DatabaseLogin admin = postgres.admin();
            try (Connection connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password());
                    Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("delete from orders.idempotency"))
                        .isPositive();
            }
        }
    }
}
