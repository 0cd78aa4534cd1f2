package skald.users.application;

import java.util.UUID;
import skald.users.domain.EmailAddress;

/**
 * A user asks to be forgotten.
 *
 * @param email the user's address, read before: it names the claim to give up, and it never changes while the user is
 *     registered
 */
public record EraseUser(UUID userId, EmailAddress email) {

    /** Nothing about the person is left, now or already before. */
    public record Erasure() {}
}
