package skald.platform.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import skald.database.DatabaseException;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.orderviews.adapter.out.search.SearchServer;
import skald.platform.run.Platform;
import skald.platform.run.Settings;
import skald.platform.run.StartException;
import skald.toolkit.Retention;

/** {@code skald start}: all services in this process, until it is told to stop. */
@Command(
        name = "start",
        description = "Starts all services in one process, on an embedded PostgreSQL.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    private static final String SEARCH_PASSWORD = "SKALD_SEARCH_PASSWORD";

    private final RootCommand root;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:SKALD_PORT:-8080}",
            description = "Where it answers, on this machine only. 0 takes a free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps everything here. Default: $SKALD_DATA, or the folder data beside the program.")
    @Nullable
    private Path data;

    @Option(names = "--memory", description = "Keeps everything in memory: for a first look. Nothing survives a stop.")
    private boolean memory;

    @Option(
            names = "--demo",
            description = "Adds a customer, a support and an admin user with a password that everybody knows, and some"
                    + " products. Never where others can reach it.")
    private boolean demo;

    @Option(
            names = "--smtp",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:SKALD_SMTP:-}",
            description =
                    "Sends mails through this server. Default: they become files in the folder mails of the data.")
    private String smtp = "";

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            defaultValue = "${env:SKALD_MAIL_FROM:-orders@skald.example}",
            description = "The sender of the mails. Default: ${DEFAULT-VALUE}")
    private String mailFrom = "";

    @Option(
            names = "--search",
            paramLabel = "URL",
            defaultValue = "${env:SKALD_SEARCH:-}",
            description =
                    "Lists and searches orders in this OpenSearch or Elasticsearch, such as http://localhost:9200. For"
                            + " one with a password: https://USER@HOST:PORT, and the password in SKALD_SEARCH_PASSWORD."
                            + " Default: PostgreSQL searches.")
    private String search = "";

    @Option(
            names = "--search-index",
            paramLabel = "NAME",
            defaultValue = "skald-orders",
            description = "What the names of its indexes begin with. Default: ${DEFAULT-VALUE}")
    private String searchIndex = "";

    @Option(
            names = "--saga",
            paramLabel = "STYLE",
            defaultValue = "${env:SKALD_SAGA:-orchestration}",
            description =
                    "Who carries new orders: orchestration (a coordinator commands each step) or choreography (the"
                        + " services react to each other's events). Orders keep the style that they were placed with."
                        + " Default: ${DEFAULT-VALUE}")
    private SagaStyle saga = SagaStyle.ORCHESTRATION;

    @Option(
            names = "--log-days",
            paramLabel = "DAYS",
            description =
                    "Forgets messages that are older and consumed by everybody. Default: keeps them for ever, which a"
                            + " rebuild of the read model needs.")
    @Nullable
    private Integer logDays;

    @Option(
            names = "--idempotency-days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description =
                    "Forgets older answers to requests with an Idempotency-Key. An order is placed once all the same."
                            + " Default: ${DEFAULT-VALUE}")
    private int idempotencyDays;

    @Option(
            names = "--saga-days",
            paramLabel = "DAYS",
            defaultValue = "30",
            description = "Forgets sagas that are finished for so long. Default: ${DEFAULT-VALUE}")
    private int sagaDays;

    @Option(
            names = "--dead-letter-days",
            paramLabel = "DAYS",
            defaultValue = "90",
            description = "Forgets dead letters that are redriven or discarded and were parked before. Default:"
                    + " ${DEFAULT-VALUE}")
    private int deadLetterDays;

    StartCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = settings();
        Platform platform;
        try {
            platform = Platform.start(settings);
        } catch (StartException | DatabaseException e) {
            throw new CommandException(Exit.ERROR, String.valueOf(e.getMessage()));
        }
        CountDownLatch stopped = new CountDownLatch(1);
        var err = java.util.Objects.requireNonNull(spec).commandLine().getErr();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            err.println("Stopping…");
            err.flush();
            platform.close();
            stopped.countDown();
        }));
        var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        platform.firstAdmin()
                .ifPresent(admin -> err.println("The first admin is " + admin.email() + " with the password "
                        + admin.password() + " (shown this once; ./skald user password sets another)."));
        err.flush();
        if (demo) {
            Demo.furnish(platform).forEach(err::println);
        }
        if (memory) {
            err.println("For the commands: export SKALD_TOKEN=" + platform.operatorKey());
            err.flush();
        }
        out.println("Skald is ready at " + platform.url());
        out.flush();
        stopped.await();
        return Exit.OK.code();
    }

    private Settings settings() {
        if (port < 0 || port > 65_535) {
            throw usage("--port must be 0 to 65535, not " + port);
        }
        if (logDays != null && logDays < 1) {
            throw usage("--log-days must be 1 or more, not " + logDays);
        }
        if (data != null && data.toString().isBlank()) {
            throw usage("--data is empty: name a folder, or leave the option out");
        }
        if (memory && data != null) {
            throw usage("--memory keeps nothing, so that --data has no meaning: leave one of them out");
        }
        Path folder = data == null ? root.dataFolder() : root.shell().folder().resolve(data);
        return new Settings(
                port,
                folder,
                memory,
                mailServer(),
                searchEngine(),
                saga,
                Duration.ofMinutes(10),
                OrdersService.Patience.standard(),
                new Retention(
                        Optional.ofNullable(logDays).map(Duration::ofDays),
                        days("--idempotency-days", idempotencyDays),
                        days("--saga-days", sagaDays),
                        days("--dead-letter-days", deadLetterDays)));
    }

    private Duration days(String option, int days) {
        if (days < 1) {
            throw usage(option + " must be 1 or more, not " + days);
        }
        return Duration.ofDays(days);
    }

    private Optional<Settings.Smtp> mailServer() {
        if (smtp.isBlank()) {
            return Optional.empty();
        }
        int colon = smtp.lastIndexOf(':');
        try {
            int mailPort = Integer.parseInt(smtp.substring(colon + 1));
            if (colon > 0 && mailPort > 0 && mailPort <= 65_535) {
                return Optional.of(new Settings.Smtp(smtp.substring(0, colon), mailPort, mailFrom));
            }
        } catch (NumberFormatException _) {
            // told below
        }
        throw usage("--smtp must be HOST:PORT, such as localhost:25, not \"" + smtp + "\"");
    }

    private Optional<Settings.Search> searchEngine() {
        if (search.isBlank()) {
            return Optional.empty();
        }
        if (memory) {
            throw usage("--search follows tables in PostgreSQL, which --memory has none of: leave one of them out");
        }
        if (!searchIndex.matches("[a-z][a-z0-9-]{0,60}")) {
            throw usage("--search-index must be a small letter and then letters, digits and hyphens, not \""
                    + searchIndex + "\"");
        }
        try {
            SearchServer server = new SearchServer(
                    URI.create(search), root.shell().environment().get(SEARCH_PASSWORD));
            return Optional.of(new Settings.Search(server, searchIndex));
        } catch (IllegalArgumentException e) {
            throw usage("--search: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
    }
}
