package skald.contracts.users;

import java.util.List;

/** A person can order from now on. Key: the user id. */
public record UserRegistered(String userId, String email, String name, List<String> roles) {}
