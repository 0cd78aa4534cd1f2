package skald.toolkit;

/** A reader asks for messages that its source has forgotten: it would miss them, and must not go on as if it had not. */
public final class LogForgottenException extends RuntimeException {

    /** {@code wanted} is the position that is gone, {@code first} the oldest that is left. */
    public LogForgottenException(String source, int lane, long wanted, long first) {
        super("the log of " + source + " has forgotten the messages of lane " + lane + " from " + wanted + " to "
                + (first - 1) + ": whoever still needs them cannot be brought up to date from it");
    }
}
