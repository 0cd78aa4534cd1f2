package skald.users;

import skald.toolkit.Store;
import skald.toolkit.memory.InMemoryStore;
import skald.users.adapter.out.InMemoryAttempts;
import skald.users.adapter.out.InMemoryCredentials;
import skald.users.adapter.out.InMemorySessions;
import skald.users.adapter.out.InMemorySigningKeys;
import skald.users.adapter.out.InMemoryUsers;
import skald.users.application.Attempts;
import skald.users.application.Credentials;
import skald.users.application.Sessions;
import skald.users.application.SigningKeys;
import skald.users.application.Users;

class InMemorySignInPortsTest extends SignInPortsContract {
    private final Store store = new InMemoryStore();
    private final Users users = new InMemoryUsers();
    private final Credentials credentials = new InMemoryCredentials();
    private final Sessions sessions = new InMemorySessions();
    private final Attempts attempts = new InMemoryAttempts();
    private final SigningKeys keys = new InMemorySigningKeys();

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
