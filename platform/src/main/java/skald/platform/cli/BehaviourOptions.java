package skald.platform.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.orderviews.adapter.out.search.SearchServer;
import skald.platform.run.Settings;
import skald.toolkit.Retention;

/** How services behave, wherever they run: mails, the style of sagas, how long data is kept. */
final class BehaviourOptions {
    private static final String SEARCH_PASSWORD = "SKALD_SEARCH_PASSWORD";

    @Spec(Spec.Target.MIXEE)
    @Nullable
    private CommandSpec spec;

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

    /** All settings, with these; {@code environment} has the password of the search engine. */
    Settings settings(int port, Path data, boolean memory, Map<String, String> environment) {
        if (logDays != null && logDays < 1) {
            throw usage("--log-days must be 1 or more, not " + logDays);
        }
        return new Settings(
                port,
                data,
                memory,
                mailServer(),
                searchEngine(memory, environment),
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

    private Optional<Settings.Search> searchEngine(boolean memory, Map<String, String> environment) {
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
            SearchServer server = new SearchServer(URI.create(search), environment.get(SEARCH_PASSWORD));
            return Optional.of(new Settings.Search(server, searchIndex));
        } catch (IllegalArgumentException e) {
            throw usage("--search: " + e.getMessage());
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
