package skald.contracts.users;

/** A user asked to be forgotten: whoever holds personal data of that user erases it. Key: the user id. */
public record UserErased(String userId) {}
