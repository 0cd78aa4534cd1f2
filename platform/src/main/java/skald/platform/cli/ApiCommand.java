package skald.platform.cli;

import java.net.URI;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import skald.platform.client.SkaldClient;

/** A command that asks a running Skald. */
abstract class ApiCommand implements Callable<Integer> {

    private final RootCommand root;

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(names = "--url", paramLabel = "URL", description = Address.HELP)
    private @Nullable URI url;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to write the data: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    ApiCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public final Integer call() throws InterruptedException {
        try (SkaldClient client = root.client(url)) {
            Output output = new Output(
                    spec.commandLine().getOut(),
                    spec.commandLine().getErr(),
                    format,
                    spec.commandLine().getColorScheme().ansi());
            return run(client, output).code();
        }
    }

    abstract Exit run(SkaldClient client, Output output) throws InterruptedException;

    /** Whether the caller has named the Skald that is meant. */
    final boolean isNamed() {
        return root.isNamed(url);
    }

    final Shell shell() {
        return root.shell();
    }

    final CommandException usage(String message) {
        return new CommandException(Exit.USAGE, message + " " + spec.qualifiedName() + " --help shows the form.");
    }
}
