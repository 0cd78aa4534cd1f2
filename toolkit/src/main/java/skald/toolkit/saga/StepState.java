package skald.toolkit.saga;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step. A saga's row keeps one letter per step, in the order of the definition that it runs on, so that
 * it tells where the saga really turned and what was really undone without a row per step.
 */
public enum StepState {
    /** Its turn has not come; in a saga that turned: it never ran. */
    WAITING('.', "waiting", null),
    /** Its command was sent (or its child saga started) and is not answered. */
    RUNNING('>', "running", null),
    /** Its command was not answered within its attempts, and it must succeed: an operator has to look. */
    STUCK('!', "stuck", null),
    /** It was done. */
    DONE('d', "done", "done"),
    /** An operator decided to go on without it. */
    SKIPPED('s', "skipped", "skipped"),
    /** A participant refused it for a business reason: nothing happened, and nothing is undone. */
    REFUSED('r', "refused", "refused"),
    /** Nobody knows whether it was done, so it is undone too. */
    UNKNOWN('u', "unknown", "unknown"),
    /** It was done and its compensation is not answered yet. */
    UNDOING('<', "compensating", "done"),
    /** It is not known whether it was done, and its compensation is not answered yet. */
    UNDOING_UNKNOWN('(', "compensating", "unknown"),
    /** It was done and its compensation was not answered within its attempts. */
    UNDO_STUCK('x', "stuck", "done"),
    /** The same of a step that may not have been done. */
    UNDO_STUCK_UNKNOWN('y', "stuck", "unknown"),
    /** It was done and is undone. */
    UNDONE('c', "compensated", "done"),
    /** It may have been done, and is undone. */
    UNDONE_UNKNOWN('n', "compensated", "unknown"),
    /** It was done, and an operator decided to go on without its compensation. */
    UNDO_SKIPPED('k', "compensation-skipped", "done"),
    /** The same of a step that may not have been done. */
    UNDO_SKIPPED_UNKNOWN('l', "compensation-skipped", "unknown");

    private static final @Nullable StepState[] BY_LETTER = new StepState[128];

    static {
        Arrays.stream(values()).forEach(state -> BY_LETTER[state.letter] = state);
    }

    private final char letter;
    private final String word;
    private final @Nullable String outcome;

    StepState(char letter, String word, @Nullable String outcome) {
        this.letter = letter;
        this.word = word;
        this.outcome = outcome;
    }

    /** The state in a word, for people. */
    String word() {
        return word;
    }

    /** What its action came to, whatever was undone since; {@code null} while that is open. */
    @Nullable
    String outcome() {
        return outcome;
    }

    /** Its action waits for an answer. */
    boolean isRunning() {
        return this == RUNNING || this == STUCK;
    }

    /** Its compensation waits for an answer. */
    boolean isUndoing() {
        return this == UNDOING || this == UNDOING_UNKNOWN || this == UNDO_STUCK || this == UNDO_STUCK_UNKNOWN;
    }

    boolean isPending() {
        return isRunning() || isUndoing();
    }

    boolean isStuck() {
        return this == STUCK || this == UNDO_STUCK || this == UNDO_STUCK_UNKNOWN;
    }

    /** The saga has something of it to undo. */
    boolean needsUndo() {
        return this == DONE || this == UNKNOWN;
    }

    /** The saga cannot go on forward with it. */
    boolean turnsBack() {
        return this == REFUSED || this == UNKNOWN;
    }

    /** Nothing more is to be done for it when the saga goes forward. */
    boolean isPassed() {
        return this == DONE || this == SKIPPED;
    }

    StepState undoing() {
        return known() ? UNDOING : UNDOING_UNKNOWN;
    }

    StepState undone() {
        return known() ? UNDONE : UNDONE_UNKNOWN;
    }

    StepState undoSkipped() {
        return known() ? UNDO_SKIPPED : UNDO_SKIPPED_UNKNOWN;
    }

    /** The same, given up for now. */
    StepState stuck() {
        return isRunning() ? STUCK : known() ? UNDO_STUCK : UNDO_STUCK_UNKNOWN;
    }

    /** The same, tried again. */
    StepState unstuck() {
        return isRunning() ? RUNNING : undoing();
    }

    private boolean known() {
        return "done".equals(outcome);
    }

    /** Letters, one for each state. */
    static String write(StepState[] states) {
        char[] letters = new char[states.length];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = states[i].letter;
        }
        return new String(letters);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalStateException if it is something else
     */
    static StepState[] read(String letters) {
        StepState[] states = new StepState[letters.length()];
        for (int i = 0; i < states.length; i++) {
            char letter = letters.charAt(i);
            StepState state = letter < BY_LETTER.length ? BY_LETTER[letter] : null;
            if (state == null) {
                throw new IllegalStateException("not the states of steps: \"" + letters + '"');
            }
            states[i] = state;
        }
        return states;
    }
}
