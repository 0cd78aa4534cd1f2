package skald.users.application;

import java.time.Instant;
import java.util.UUID;
import skald.users.domain.EmailAddress;
import skald.users.domain.Roles;

/** A person wants to become a user. */
public record RegisterUser(UUID userId, EmailAddress email, String name, Roles roles) {

    /**
     * It is done. This answer is kept under the caller's idempotency key, so it holds no personal data that would survive
     * an erasure; whoever repeats the request brings them along.
     */
    public record Registration(UUID userId, Instant registeredAt) {}

    /** Refused: the address belongs to another user. */
    public record EmailTaken() {}
}
