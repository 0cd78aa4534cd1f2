package skald.toolkit.http;

import io.helidon.http.Status;
import java.util.List;

/** The words of problems. */
final class Titles {

    private Titles() {}

    static String of(int status) {
        String words = Status.create(status).reasonPhrase();
        return words == null || words.isEmpty() ? "Status " + status : words;
    }

    /** A sentence for those who look at nothing but the detail: the first error and how many more there are. */
    static String summary(List<Problem.FieldError> errors) {
        if (errors.isEmpty()) {
            return "The request is not valid.";
        }
        Problem.FieldError first = errors.getFirst();
        String where = first.pointer().isEmpty() ? "" : first.pointer() + ": ";
        String more = errors.size() == 1 ? "" : " (and " + (errors.size() - 1) + " more, see errors)";
        return where + first.detail() + more;
    }
}
