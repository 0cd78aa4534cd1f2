package skald.users;

import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;
import skald.users.adapter.out.PostgresAttempts;
import skald.users.adapter.out.PostgresCredentials;
import skald.users.adapter.out.PostgresSessions;
import skald.users.adapter.out.PostgresSigningKeys;
import skald.users.adapter.out.PostgresUsers;
import skald.users.application.Attempts;
import skald.users.application.Credentials;
import skald.users.application.Sessions;
import skald.users.application.SigningKeys;
import skald.users.application.Users;

class PostgresSignInPortsTest extends SignInPortsContract {
    private final ServiceDatabase database = TestPostgres.database("users");
    private final Store store = new PostgresStore(database.dataSource());
    private final Users users = new PostgresUsers(database.dataSource());
    private final Credentials credentials = new PostgresCredentials(database.dataSource());
    private final Sessions sessions = new PostgresSessions(database.dataSource());
    private final Attempts attempts = new PostgresAttempts(database.dataSource());
    private final SigningKeys keys = new PostgresSigningKeys(database.dataSource());

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    Store store() {
        return store;
    }

    @Override
    Users users() {
        return users;
    }

    @Override
    Credentials credentials() {
        return credentials;
    }

    @Override
    Sessions sessions() {
        return sessions;
    }

    @Override
    Attempts attempts() {
        return attempts;
    }

    @Override
    SigningKeys keys() {
        return keys;
    }
}
