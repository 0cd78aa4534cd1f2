package skald.users.application;

import java.util.UUID;

/** Somebody sets a user's password. It is hashed already: no message ever carries a password. */
public record ChangePassword(UUID userId, String passwordHash) {

    /** It holds from now on, and all sessions of the user have ended. */
    public record PasswordChanged() {}

    @Override
    public String toString() {
        return "ChangePassword[" + userId + "]";
    }
}
