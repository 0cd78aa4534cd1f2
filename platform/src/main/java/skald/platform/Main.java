package skald.platform;

import skald.platform.cli.Commands;
import skald.platform.cli.Shell;

/** The program {@code skald}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(Commands.commandLine(Shell.ofThisProcess()).execute(arguments));
    }
}
