package skald.platform;

import java.io.IOException;
import java.io.InputStream;
import java.util.logging.LogManager;
import skald.platform.cli.Commands;
import skald.platform.cli.Shell;

/** The program {@code skald}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        try (InputStream logging = Main.class.getResourceAsStream("logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        System.exit(Commands.commandLine(Shell.ofThisProcess()).execute(arguments));
    }
}
