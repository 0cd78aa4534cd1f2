package skald.platform.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The table of all commands. */
public final class Commands {

    private static final int HELP_WIDTH = 110;

    private Commands() {}

    /** The command line, ready to execute. */
    public static CommandLine commandLine(Shell shell) {
        RootCommand root = new RootCommand(shell);
        CommandLine skald = new CommandLine(root)
                .addSubcommand(new StartCommand(root))
                .addSubcommand(new ServeCommand(root))
                .addSubcommand(
                        group("cluster", "Runs each service as a process of its own on this machine, to try it out.")
                                .addSubcommand(new ClusterCommands.Up(root))
                                .addSubcommand(new ClusterCommands.Status(root))
                                .addSubcommand(new ClusterCommands.Down(root)))
                .addSubcommand(group("order", "Places orders and follows them.")
                        .addSubcommand(new PlaceOrder(root))
                        .addSubcommand(new OrderQueries.Show(root))
                        .addSubcommand(new OrderQueries.All(root))
                        .addSubcommand(new OrderQueries.Timeline(root))
                        .addSubcommand(new WatchOrder(root))
                        .addSubcommand(new OrderChanges.Cancel(root))
                        .addSubcommand(new OrderChanges.Return(root)))
                .addSubcommand(group("saga", "Shows how orders are carried through, and mends what is stuck.")
                        .addSubcommand(new SagaCommands.All(root))
                        .addSubcommand(new SagaCommands.Show(root))
                        .addSubcommand(new SagaCommands.Check(root))
                        .addSubcommand(new SagaVerbs.Retry(root))
                        .addSubcommand(new SagaVerbs.Skip(root))
                        .addSubcommand(new SagaVerbs.Resolve(root))
                        .addSubcommand(new SagaVerbs.Resume(root))
                        .addSubcommand(new SagaVerbs.Compensate(root)))
                .addSubcommand(group("dead-letter", "Mends messages that could not be decided.")
                        .addSubcommand(new DeadLetterCommands.All(root))
                        .addSubcommand(new DeadLetterCommands.Show(root))
                        .addSubcommand(new DeadLetterCommands.Redrive(root))
                        .addSubcommand(new DeadLetterCommands.Discard(root)))
                .addSubcommand(group("journey", "Shows orders that the services carry without a coordinator.")
                        .addSubcommand(new JourneyCommands.All(root))
                        .addSubcommand(new JourneyCommands.Show(root))
                        .addSubcommand(new JourneyCommands.Announce(root)))
                .addSubcommand(group("user", "Registers customers and finds them.")
                        .addSubcommand(new UserCommands.Add(root))
                        .addSubcommand(new UserCommands.Show(root))
                        .addSubcommand(new UserCommands.All(root))
                        .addSubcommand(new UserCommands.Password(root)))
                .addSubcommand(group("product", "Keeps the catalogue.")
                        .addSubcommand(new ProductCommands.Define(root))
                        .addSubcommand(new ProductCommands.All(root))
                        .addSubcommand(new ProductCommands.Show(root)))
                .addSubcommand(group("stock", "Shows and fills the stock.")
                        .addSubcommand(new StockCommands.Show(root))
                        .addSubcommand(new StockCommands.Receive(root)))
                .addSubcommand(new AuditCommand(root, Optional.of(new AuditOfDataAtRest(root))))
                .addSubcommand(new ImportCommand(root))
                .addSubcommand(new ChaosCommand(root))
                .addSubcommand(new SimulateCommand(root))
                .addSubcommand(group("bench", "Measures how fast it is, on data of its own.")
                        .addSubcommand(new BenchSaga())
                        .addSubcommand(new BenchOrders())
                        .addSubcommand(new BenchFlashSale())
                        .addSubcommand(new BenchGrowth())
                        .addSubcommand(new BenchStart()));
        Failures failures = new Failures();
        return skald.setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures)
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi(shell)));
    }

    private static CommandLine group(String name, String description) {
        CommandSpec spec = CommandSpec.create()
                .name(name)
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Shows this help.")
                        .build());
        spec.usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        return new CommandLine(spec);
    }

    /** No escape sequences where https://no-color.org asks for none, or nobody would see colours. */
    private static Ansi ansi(Shell shell) {
        boolean wanted = shell.environment().getOrDefault("NO_COLOR", "").isEmpty();
        return wanted ? Ansi.AUTO : Ansi.OFF;
    }
}
