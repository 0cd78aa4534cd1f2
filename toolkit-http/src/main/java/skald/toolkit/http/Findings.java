package skald.toolkit.http;

import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with one request, in the order it was found. */
final class Findings {

    /** Nobody mends more at a time, and a hostile body must not be answered with megabytes. */
    private static final int MAX_REPORTED = 100;

    private final List<Problem.FieldError> errors = new ArrayList<>();
    private boolean malformed;
    private int count;

    /** Not the documented shape. */
    void malformed(String pointer, String code, String detail) {
        malformed = true;
        add(pointer, code, detail);
    }

    /** The right shape, but this value is refused. */
    void refused(String pointer, String code, String detail) {
        add(pointer, code, detail);
    }

    private void add(String pointer, String code, String detail) {
        count++;
        if (errors.size() < MAX_REPORTED) {
            errors.add(new Problem.FieldError(pointer, code, detail));
        }
    }

    int count() {
        return count;
    }

    /** Throws one problem with all of it, if there is anything. */
    void raise() {
        if (count > 0) {
            throw (malformed ? Problem.malformed(errors) : Problem.invalid(errors)).exception();
        }
    }

    /** The same where every error is one of shape, as in query parameters. */
    void raiseMalformed() {
        if (count > 0) {
            throw Problem.malformed(errors).exception();
        }
    }
}
