package skald.simulators.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import skald.database.ServiceDatabase;
import skald.simulators.Delay;
import skald.testkit.TestPostgres;

class PostgresCarrierTest extends CarrierContract {
    private @Nullable ServiceDatabase database;

    @Override
    CarrierSimulator carrier(Delay delay) {
        ServiceDatabase opened = database == null ? TestPostgres.database("carrier-simulator") : database;
        database = opened;
        return CarrierSimulator.onPostgres(opened.dataSource(), NOON, delay, threads);
    }

    @AfterEach
    void close() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void the_books_outlive_the_process() throws Exception {
        carrier.book("b", new Destination("Anna", "[hold]", null, "Berlin", "DE"));
        CarrierSimulator restarted = carrier(_ -> {});

        assertThat(restarted.find("b")).isEqualTo(carrier.find("b")).isPresent();
        assertThat(restarted.dispatch("d", "b")).isEqualTo(new CarrierAnswer.NotYet());
    }
}
