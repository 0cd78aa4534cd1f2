package skald.contracts.users;

import java.util.List;

/**
 * A person can order from now on. Key: the user id. Once the user is erased, {@code email} and {@code name} of this
 * message read {@code erased} where it is still kept.
 */
public record UserRegistered(String userId, String email, String name, List<String> roles) {}
