package skald.users.application;

import skald.users.domain.Password;

/** Port to the hashing of passwords. Every call is slow on purpose. Thread-safe. */
public interface Passwords {

    /** A hash with a new salt. */
    String hash(Password password);

    /** Whether it is the password that was hashed. */
    boolean matches(Password password, String hash);

    /** Takes as long as {@link #matches}, for a user who does not exist. */
    void matchesNothing(Password password);
}
