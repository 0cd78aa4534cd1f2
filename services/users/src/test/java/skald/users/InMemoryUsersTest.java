package skald.users;

import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;
import skald.users.adapter.out.InMemoryEmailClaims;
import skald.users.adapter.out.InMemoryUsers;
import skald.users.application.EmailClaims;
import skald.users.application.Users;

class InMemoryUsersTest extends UsersContract {
    private final Store store = new InMemoryStore();
    private final Users users = new InMemoryUsers();
    private final EmailClaims claims = new InMemoryEmailClaims();

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
