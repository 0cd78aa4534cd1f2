package skald.users.application;

import java.util.Optional;
import java.util.UUID;
import skald.toolkit.States;
import skald.users.domain.Credential;

/** Port to the credentials of users, by user id. Who has none cannot sign in. */
public interface Credentials extends States<UUID, Credential> {

    /** A user's credential, outside a batch. */
    Optional<Credential> find(UUID userId);

    /** Whether nobody can sign in. */
    boolean isEmpty();
}
