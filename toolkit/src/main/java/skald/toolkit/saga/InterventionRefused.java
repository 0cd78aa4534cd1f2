package skald.toolkit.saga;

/**
 * Answer: the verb cannot be done to this saga now.
 *
 * @param code a stable word for programs: {@code saga.not-found} or why not
 */
public record InterventionRefused(String code, String detail) {}
