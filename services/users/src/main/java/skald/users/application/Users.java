package skald.users.application;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.toolkit.States;
import skald.users.domain.User;

/**
 * Port to the users. Saving a user as {@link User.Erased} also takes the personal data out of what the service published
 * about that user, where it keeps its log durably.
 */
public interface Users extends States<UUID, User> {

    /** The registered user who owns the address with this normalized form. */
    Optional<User.Registered> byEmail(String normalized);

    /** The registered user with this id. */
    Optional<User.Registered> registered(UUID id);

    /** Registered users with ids above {@code after} ({@code null}: from the first), in the order of their ids. */
    List<User.Registered> list(@Nullable UUID after, int max);
}
