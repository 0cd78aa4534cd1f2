package skald.shipping.application;

/** A user's addresses are erased once more, for what was under way when the user left. */
public record EraseAgain(String userId) {}
