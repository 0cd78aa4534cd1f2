package skald.contracts.users;

import java.util.List;

/** A user has other roles from now on. Key: the user id. */
public record UserRolesChanged(String userId, List<String> roles) {}
