package skald.toolkit;

/**
 * The address of a waiting saga step, carried by its command and by every message that is decided because of it.
 *
 * @param definition the saga's name, such as {@code order}
 * @param instance which run of it; also the key of the saga's own messages
 * @param step the name of the step that sent the command
 * @param undo whether the command was the step's compensation
 */
public record SagaRef(String definition, String instance, String step, boolean undo) {

    /** The form in which the log keeps it: {@code definition/instance/step}, with {@code !} before an undone step. */
    public String text() {
        return definition + '/' + instance + '/' + (undo ? "!" : "") + step;
    }

    /** Reads what {@link #text()} wrote. */
    public static SagaRef parse(String text) {
        int first = text.indexOf('/');
        int second = text.indexOf('/', first + 1);
        if (first < 1 || second < 0 || second == text.length() - 1) {
            throw new IllegalArgumentException("not a saga reference: " + text);
        }
        boolean undo = text.charAt(second + 1) == '!';
        return new SagaRef(
                text.substring(0, first),
                text.substring(first + 1, second),
                text.substring(second + (undo ? 2 : 1)),
                undo);
    }
}
