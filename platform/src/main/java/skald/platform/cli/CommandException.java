package skald.platform.cli;

/** A command cannot do what it was asked. The message says what is wrong and what to do. */
public final class CommandException extends RuntimeException {

    private final Exit exit;

    public CommandException(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    public Exit exit() {
        return exit;
    }
}
