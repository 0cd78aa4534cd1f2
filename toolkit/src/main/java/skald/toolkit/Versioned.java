package skald.toolkit;

/** A state as it was read. {@code version} counts its changes, starting with 1. */
public record Versioned<S>(S state, long version) {}
