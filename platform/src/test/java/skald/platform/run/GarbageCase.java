package skald.platform.run;

import java.util.ArrayList;
import java.util.List;

/**
 * One bad request.
 *
 * @param what is wrong with it, in a few words
 * @param headers names and values by turns
 * @param pointer of the part that the answer must name, or of something inside it; empty if there is no such part
 */
record GarbageCase(String what, String method, String path, byte[] body, List<String> headers, String pointer) {
    private static final List<String> SECRETS =
            List.of("Exception", "\tat ", "select ", "insert ", "update ", "java.", "org.postgresql", "jdbc:");

    /** What is wrong with the answer; empty if it is as it should be. */
    List<String> complaints(Answer answer) {
        List<String> complaints = new ArrayList<>();
        if (answer.status() < 400 || answer.status() > 499) {
            complaints.add("status " + answer.status());
        }
        if (!answer.header("Content-Type").equals("application/problem+json")) {
            complaints.add("content type " + answer.header("Content-Type"));
        } else {
            if (answer.number("/status") != answer.status()
                    || answer.text("/code").isEmpty()
                    || answer.text("/detail").isEmpty()) {
                complaints.add("not a complete problem");
            }
            if (!pointer.isEmpty() && answer.pointers().stream().noneMatch(this::isAt)) {
                complaints.add("does not point to " + pointer);
            }
        }
        SECRETS.stream().filter(answer.body()::contains).forEach(secret -> complaints.add("tells \"" + secret + '"'));
        return complaints.isEmpty() ? complaints : List.of(what + ": " + complaints + " in " + answer);
    }

    private boolean isAt(String found) {
        return found.equals(pointer) || found.startsWith(pointer + '/');
    }
}
