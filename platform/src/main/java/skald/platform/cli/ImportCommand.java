package skald.platform.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.SkaldClient;
import skald.platform.client.UnavailableException;
import skald.platform.importer.Console;
import skald.platform.importer.Import;
import skald.platform.importer.ImportException;
import skald.platform.importer.Options;
import skald.platform.importer.Summary;

/** {@code skald import}. */
@Command(
        name = "import",
        description = {
            "Imports the sales of a retailer: customers, products, opening stock, an order per invoice, and what was"
                    + " cancelled or returned.",
            "",
            "The file is CSV, gzipped or not, with the columns InvoiceNo, StockCode, Description, Quantity,"
                + " InvoiceDate, UnitPrice, CustomerID and Country, in any order. An invoice number that begins with C"
                + " takes back what the customer bought before. Letters in stock codes are taken as capitals.",
            "",
            "It can be interrupted at any time; run again, it goes on, and no order is placed twice.",
            ""
        })
final class ImportCommand extends ApiCommand {

    @Parameters(paramLabel = "FILE", description = "The CSV file.")
    private Path file = Path.of("");

    @Option(names = "--in-flight", paramLabel = "N", description = "Requests at the same time. Default: 64.")
    private int inFlight = 64;

    @Option(names = "--rate", paramLabel = "N", description = "Orders per second. Default: as fast as it goes.")
    private @Nullable Double rate;

    @Option(
            names = "--opening-stock",
            paramLabel = "N",
            description = "Units of each product to begin with. Default: as many as the file sells of it.")
    private @Nullable Long openingStock;

    @Option(names = "--limit", paramLabel = "N", description = "Only the first N invoices.")
    private @Nullable Integer limit;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where to write what cannot be imported, and why. Default: ${DEFAULT-VALUE}.")
    private Path rejects = Path.of("rejects.csv");

    @Option(names = "--currency", paramLabel = "CODE", description = "Of the prices. Default: ${DEFAULT-VALUE}.")
    private String currency = "GBP";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = "How long to go on trying while Skald is unavailable. Default: ${DEFAULT-VALUE}.")
    private long patienceSeconds = 60;

    @Option(
            names = "--wait-at-most",
            paramLabel = "SECONDS",
            description = "How long to wait for the ends of the orders, and again for the ends of what is taken back."
                    + " Default: ${DEFAULT-VALUE}.")
    private long waitSeconds = 600;

    ImportCommand(RootCommand root) {
        super(root);
    }

    @Override
    Exit run(SkaldClient client, Output output) throws InterruptedException {
        Import job = new Import(client.url(), client.token(), options(), console(output), shell().time());
        try (Interrupts _ = Interrupts.calling(job::stop)) {
            Summary summary = job.run(shell().folder().resolve(file));
            new ImportReport(summary, rejects).write(output);
            if (!summary.finished()) {
                output.say("Stopped. Run the same command again to go on; no order is placed twice.");
                return Exit.INTERRUPTED;
            }
            return Exit.OK;
        } catch (ImportException e) {
            throw new CommandException(Exit.ERROR, e.getMessage());
        } catch (UnavailableException e) {
            output.say("The import has not come to its end. Nothing is lost: once Skald answers, run the same command"
                    + " again and it goes on; no order is placed twice.");
            throw e;
        }
    }

    private Options options() {
        try {
            return new Options(
                    inFlight,
                    rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
                    openingStock == null ? OptionalLong.empty() : OptionalLong.of(openingStock),
                    limit == null ? OptionalInt.empty() : OptionalInt.of(limit),
                    shell().folder().resolve(rejects),
                    currency,
                    Duration.ofSeconds(patienceSeconds),
                    Duration.ofSeconds(waitSeconds));
        } catch (IllegalArgumentException e) {
            throw usage("An option is out of bounds: " + e.getMessage() + ".");
        }
    }

    private Console console(Output output) {
        boolean colours = shell().environment().getOrDefault("NO_COLOR", "").isEmpty();
        return Terminal.watchesErrors()
                ? new TerminalConsole(System.err, colours)
                : new PlainConsole(output.err(), shell().time());
    }
}
