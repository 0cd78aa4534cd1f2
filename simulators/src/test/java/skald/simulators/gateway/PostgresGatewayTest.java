package skald.simulators.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.simulators.Delay;
import skald.testkit.TestPostgres;

class PostgresGatewayTest extends GatewayContract {
    private @Nullable ServiceDatabase database;

    @Override
    GatewaySimulator gateway(Delay delay) {
        ServiceDatabase opened = database == null ? TestPostgres.database("gateway-simulator") : database;
        database = opened;
        return GatewaySimulator.onPostgres(opened.dataSource(), NOON, delay, threads);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void the_books_outlive_the_process() throws Exception {
        gateway.authorize("a", TEN, "card", GatewaySimulator.CAPTURE_DECLINED);
        GatewaySimulator restarted = gateway(_ -> {});

        assertThat(restarted.find("a")).isPresent();
        assertThat(restarted.capture("c", "a", TEN)).isInstanceOf(Answer.Declined.class);
    }

    @Test
    void two_processes_on_the_same_books_do_not_charge_twice() throws Exception {
        GatewaySimulator other = gateway(_ -> {});
        gateway.authorize("a", TEN, "card", GatewaySimulator.VISA);
        List<Future<Answer>> captures = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            GatewaySimulator one = i % 2 == 0 ? gateway : other;
            String key = "c" + i / 4;
            captures.add(threads.submit(() -> one.capture(key, "a", euros(1))));
        }

        for (Future<Answer> capture : captures) {
            assertThat(capture.get()).isNotNull();
        }
        assertThat(gateway.ledger(null, 1000).stream()
                        .filter(entry -> entry.operation() == GatewayEntry.Operation.CAPTURE && entry.isApproved()))
                .hasSize(10);
    }

    @Test
    void a_call_that_the_database_refuses_fails_alone() throws Exception {
        assertThatThrownBy(() -> gateway.authorize("nul", TEN, "card", "tok\0")).hasMessageContaining("gateway books");
        assertThat(gateway.authorize("a", TEN, "card", GatewaySimulator.VISA)).isInstanceOf(Answer.Approved.class);
    }
}
