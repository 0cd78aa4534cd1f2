package skald.users.adapter.in;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import skald.users.application.RegisterUser;
import skald.users.domain.User;

/** A user as callers see one. */
record UserView(UUID userId, String email, String name, List<String> roles, Instant registeredAt) {

    static UserView of(User.Registered user) {
        return new UserView(
                user.id(), user.email().text(), user.name(), user.roles().words(), user.registeredAt());
    }

    /** The user that {@code done} tells of: the rest is what the request itself said, now or the first time. */
    static UserView of(RegisterUser request, RegisterUser.Registration done) {
        return new UserView(
                done.userId(),
                request.email().text(),
                request.name(),
                request.roles().words(),
                done.registeredAt());
    }
}
