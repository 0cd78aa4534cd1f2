package skald.platform.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skald.database.DataFolder;
import skald.database.RunningInstance;
import skald.platform.client.SkaldClient;

/** {@code skald} itself: knows which Skald the commands talk to. */
@Command(
        name = "skald",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Carries every order to its end.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  skald user add --email ada@example.com --name Ada",
            "  skald product set MUG --name \"A mug\" --price 8.50 --currency EUR",
            "  skald stock receive MUG 100",
            "  skald order place --user USER-ID --line MUG:2 --name Ada --street \"1 High Street\" \\",
            "      --city London --country GB --token tok_visa --wait",
            "  skald order watch ORDER-ID",
            "  skald import 2010-12.csv.gz",
            "",
            "Exit codes: 0 ok, 1 error, 2 usage, 3 not found, 4 conflict, 5 not allowed, 6 unavailable."
        })
public final class RootCommand {

    private static final URI DEFAULT_URL = URI.create("http://localhost:8080");
    private static final String DEFAULT_DATA = "data";

    private final Shell shell;

    @Option(names = "--url", paramLabel = "URL", description = Address.HELP)
    private @Nullable URI url;

    /** @param shell what is around the program */
    public RootCommand(Shell shell) {
        this.shell = shell;
    }

    Shell shell() {
        return shell;
    }

    /** A client of the Skald that is meant: by {@code own}, by an option before the command, by SKALD_URL, or the one that runs here. */
    SkaldClient client(@Nullable URI own) {
        URI chosen = Optional.ofNullable(own).or(() -> Optional.ofNullable(url)).orElseGet(this::surrounding);
        URI checked = Address.checked(chosen);
        return new SkaldClient(checked, token(checked));
    }

    /**
     * What to show there: SKALD_TOKEN, or the operator's key of the data folder. The key goes to the instance that uses the
     * folder and nowhere else: whoever else answers at some address must not learn it.
     */
    private Optional<String> token(URI address) {
        String configured = shell.environment().getOrDefault("SKALD_TOKEN", "").strip();
        if (!configured.isEmpty()) {
            return Optional.of(configured);
        }
        return DataFolder.running(dataFolder())
                .flatMap(RunningInstance::url)
                .filter(address::equals)
                .flatMap(_ -> DataFolder.operatorKey(dataFolder()));
    }

    /** Whether the caller has named a Skald, instead of leaving it to the data folder. */
    boolean isNamed(@Nullable URI own) {
        return own != null
                || url != null
                || !shell.environment().getOrDefault("SKALD_URL", "").isEmpty();
    }

    private URI surrounding() {
        String configured = shell.environment().getOrDefault("SKALD_URL", "");
        if (!configured.isEmpty()) {
            return Address.parse(configured);
        }
        return DataFolder.running(dataFolder()).flatMap(RunningInstance::url).orElse(DEFAULT_URL);
    }

    /** Where an instance keeps its data unless it is told otherwise: SKALD_DATA, or beside the program. */
    Path dataFolder() {
        String configured = shell.environment().getOrDefault("SKALD_DATA", "");
        return configured.isEmpty()
                ? shell.home().resolve(DEFAULT_DATA)
                : shell.folder().resolve(configured);
    }
}
