package skald.users.application;

import java.util.UUID;
import skald.users.domain.Roles;

/** Somebody gives a user other roles. */
public record ChangeRoles(UUID userId, Roles roles) {

    /** The user has these roles now. */
    public record RolesChanged() {}
}
