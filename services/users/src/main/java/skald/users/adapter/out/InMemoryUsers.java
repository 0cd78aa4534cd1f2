package skald.users.adapter.out;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import skald.toolkit.memory.InMemoryStates;
import skald.users.application.Users;
import skald.users.domain.User;

/** Users in memory. The log of an in-memory service ends with the process, so erasing leaves it alone. */
public final class InMemoryUsers extends InMemoryStates<UUID, User> implements Users {

    @Override
    public Optional<User.Registered> byEmail(String normalized) {
        return registered(all())
                .filter(user -> user.email().normalized().equals(normalized))
                .findFirst();
    }

    @Override
    public Optional<User.Registered> registered(UUID id) {
        return registered(find(id).stream()).findFirst();
    }

    @Override
    public List<User.Registered> list(@Nullable UUID after, int max) {
        return registered(after == null ? all() : after(after)).limit(max).toList();
    }

    private static Stream<User.Registered> registered(Stream<User> users) {
        return users.filter(User.Registered.class::isInstance).map(User.Registered.class::cast);
    }
}
