package skald.toolkit.saga;

/** Where a saga stands. */
public enum SagaStatus {
    /** It waits for locks that others have; no step was begun. */
    WAITING,
    /** Its steps are being done. */
    RUNNING,
    /** What was done is being undone, in reverse order. */
    COMPENSATING,
    /** All steps are done. */
    COMPLETED,
    /** Everything that was done is undone. */
    COMPENSATED,
    /** A compensation, or a step that must succeed, exhausted its attempts: an operator has to look at it. */
    STUCK;

    /** Whether nothing more happens, not even by an operator. */
    public boolean isFinished() {
        return this == COMPLETED || this == COMPENSATED;
    }
}
