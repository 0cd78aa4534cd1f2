package skald.users;

import org.junit.jupiter.api.AfterEach;
import skald.database.ServiceDatabase;
import skald.testkit.TestPostgres;
import skald.toolkit.Store;
import skald.toolkit.postgres.PostgresStore;
import skald.users.adapter.out.PostgresEmailClaims;
import skald.users.adapter.out.PostgresUsers;
import skald.users.application.EmailClaims;
import skald.users.application.Users;

class PostgresUsersTest extends UsersContract {
    private final ServiceDatabase database = TestPostgres.database("users");
    private final Store store = new PostgresStore(database.dataSource());
    private final Users users = new PostgresUsers(database.dataSource());
    private final EmailClaims claims = new PostgresEmailClaims();

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
    EmailClaims claims() {
        return claims;
    }
}
