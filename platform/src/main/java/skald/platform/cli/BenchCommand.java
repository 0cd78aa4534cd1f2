package skald.platform.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import skald.bench.BenchException;
import skald.platform.bench.Machine;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** A benchmark: it starts what it measures itself, on data of its own that is removed at the end. */
abstract class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create(); // picocli puts the real one here

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "How to write the figures: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.TABLE;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this help.")
    private boolean help;

    @Override
    public final Integer call() throws InterruptedException {
        Output output = new Output(
                spec.commandLine().getOut(),
                spec.commandLine().getErr(),
                format,
                spec.commandLine().getColorScheme().ansi());
        Thread self = Thread.currentThread();
        try (Interrupts _ = Interrupts.calling(self::interrupt)) {
            Machine machine = Machine.now();
            machine.warning().ifPresent(output::say);
            ObjectNode report = SkaldClient.JSON.createObjectNode();
            report.set("machine", SkaldClient.JSON.valueToTree(machine));
            run(output, report);
            if (output.format() != Format.TABLE) {
                output.pretty(report);
            }
            return Exit.OK.code();
        } catch (BenchException e) {
            throw new CommandException(Exit.ERROR, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw usage("An option is out of bounds: " + e.getMessage() + ".");
        }
    }

    /** Measures, adds the figures to {@code report}, and writes tables for people if that is the format. */
    abstract void run(Output output, ObjectNode report) throws InterruptedException;

    final CommandException usage(String message) {
        return new CommandException(Exit.USAGE, message + " " + spec.qualifiedName() + " --help shows the form.");
    }

    /** A figure of a table, empty if there is none. */
    static String figure(String pattern, @Nullable Double value) {
        return value == null ? "" : pattern.formatted(value);
    }
}
