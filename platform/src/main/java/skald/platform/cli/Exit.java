package skald.platform.cli;

import skald.toolkit.http.Problem;

/** How a command ends; scripts rely on the numbers. */
public enum Exit {
    OK(0),
    ERROR(1),
    USAGE(2),
    NOT_FOUND(3),
    CONFLICT(4),
    NOT_ALLOWED(5),
    UNAVAILABLE(6),
    /** What shells report for Ctrl-C. */
    INTERRUPTED(130);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Exit of(Problem problem) {
        return switch (problem.status()) {
            case 404 -> NOT_FOUND;
            case 409, 412, 428 -> CONFLICT;
            case 401, 403 -> NOT_ALLOWED;
            case 408, 429, 502, 503, 504 -> UNAVAILABLE;
            default -> ERROR;
        };
    }
}
