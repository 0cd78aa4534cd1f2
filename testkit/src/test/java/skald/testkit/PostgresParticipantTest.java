package skald.testkit;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.toolkit.postgres.PostgresStepMemories;
import skald.toolkit.postgres.PostgresStore;

class PostgresParticipantTest extends ParticipantContract {
    private final List<ServiceDatabase> databases = new ArrayList<>();

    @Override
    protected Ports ports() {
        ServiceDatabase database = TestPostgres.database("toolkit-store");
        databases.add(database);
        return new Ports(new PostgresStore(database.dataSource()), new PostgresStepMemories());
    }

    @AfterEach
    void close() {
        databases.forEach(ServiceDatabase::close);
    }
}
