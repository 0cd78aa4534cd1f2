package skald.toolkit.participant;

/** What an action came to. */
public sealed interface StepResult {
    /** What the saga is told. */
    Object answer();

    /** It was done. */
    record Done(Object answer) implements StepResult {}

    /** A business rule refused it: nothing happened. */
    record Refused(Object answer) implements StepResult {}
}
