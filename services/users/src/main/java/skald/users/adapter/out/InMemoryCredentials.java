package skald.users.adapter.out;

import java.util.UUID;
import skald.toolkit.memory.InMemoryStates;
import skald.users.application.Credentials;
import skald.users.domain.Credential;

/** Credentials in memory. */
public final class InMemoryCredentials extends InMemoryStates<UUID, Credential> implements Credentials {

    @Override
    public boolean isEmpty() {
        return all().findAny().isEmpty();
    }
}
