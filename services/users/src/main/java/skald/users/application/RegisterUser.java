package skald.users.application;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.users.domain.EmailAddress;
import skald.users.domain.Roles;

/**
 * A person wants to become a user.
 *
 * @param passwordHash of the password to sign in with; without one the user exists, and cannot sign in yet
 */
public record RegisterUser(
        UUID userId,
        EmailAddress email,
        String name,
        Roles roles,
        @Nullable String passwordHash) {

    /** Of somebody who cannot sign in yet. */
    public RegisterUser(UUID userId, EmailAddress email, String name, Roles roles) {
        this(userId, email, name, roles, null);
    }

    /**
     * It is done. This answer is kept under the caller's idempotency key, so it holds no personal data that would survive
     * an erasure; whoever repeats the request brings them along.
     */
    public record Registration(UUID userId, Instant registeredAt) {}

    /** Refused: the address belongs to another user. */
    public record EmailTaken() {}

    @Override
    public String toString() {
        return "RegisterUser[" + userId + "]";
    }
}
