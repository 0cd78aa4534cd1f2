package skald.users.domain;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody who can order. A user is never deleted, because orders and payments refer to it for ever; erasing takes the
 * person out of it and leaves the id.
 */
public sealed interface User {

    /** The id under which the other services know the user. */
    UUID id();

    /** When the user came. */
    Instant registeredAt();

    /** A user whom we know. */
    record Registered(UUID id, EmailAddress email, String name, Roles roles, Instant registeredAt) implements User {

        /** The same user with other roles. */
        public Registered withRoles(Roles other) {
            return new Registered(id, email, name, other, registeredAt);
        }

        /** What is left when the person asks to be forgotten. */
        public Erased erasedAt(Instant at) {
            return new Erased(id, registeredAt, at);
        }
    }

    /** A user about whom we know nothing any more. It stays so. */
    record Erased(UUID id, Instant registeredAt, Instant erasedAt) implements User {}
}
