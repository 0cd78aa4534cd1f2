package skald.toolkit.saga;

/** What an operator found out about a step. */
public enum ResolvedOutcome {
    /** It was done. */
    DONE,
    /** It was not done and will not be. */
    REFUSED,
    /** It is undone. */
    UNDONE
}
