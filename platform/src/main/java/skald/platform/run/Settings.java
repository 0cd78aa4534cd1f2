package skald.platform.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import skald.orders.OrdersService;
import skald.orders.SagaStyle;
import skald.orderviews.adapter.out.search.SearchServer;
import skald.toolkit.Retention;

/**
 * What a run of the platform is given.
 *
 * @param port the port of all routes on the loopback interface; 0 takes a free one
 * @param data the folder of the embedded PostgreSQL and of the mails
 * @param memory whether everything is kept in memory, and nothing in {@code data}
 * @param smtp the mail server, if mails shall leave the machine
 * @param search the search engine, if orders shall be listed and searched there instead of in the tables
 * @param style who carries the orders that are placed from now on
 * @param hold how long stock is held for an order that is not paid yet
 * @param patience of the sagas
 * @param retention how long what is not needed any more is kept
 */
public record Settings(
        int port,
        Path data,
        boolean memory,
        Optional<Smtp> smtp,
        Optional<Search> search,
        SagaStyle style,
        Duration hold,
        OrdersService.Patience patience,
        Retention retention) {

    /** A mail server and the sender's address. */
    public record Smtp(String host, int port, String from) {}

    /** An OpenSearch or Elasticsearch, and what the names of its indexes begin with. */
    public record Search(SearchServer server, String index) {}

    /** On the embedded PostgreSQL in {@code data}. */
    public static Settings embedded(int port, Path data) {
        return new Settings(
                port,
                data,
                false,
                Optional.empty(),
                Optional.empty(),
                SagaStyle.ORCHESTRATION,
                Duration.ofMinutes(10),
                OrdersService.Patience.standard(),
                Retention.standard());
    }

    /** In memory. */
    public static Settings inMemory(int port) {
        return new Settings(
                port,
                Path.of(""),
                true,
                Optional.empty(),
                Optional.empty(),
                SagaStyle.ORCHESTRATION,
                Duration.ofMinutes(10),
                OrdersService.Patience.standard(),
                Retention.standard());
    }

    /** The same in another style. */
    public Settings with(SagaStyle newStyle) {
        return new Settings(port, data, memory, smtp, search, newStyle, hold, patience, retention);
    }

    /** The same with other patience. */
    public Settings with(Duration newHold, OrdersService.Patience newPatience) {
        return new Settings(port, data, memory, smtp, search, style, newHold, newPatience, retention);
    }

    /** The same with a search engine. */
    public Settings with(Search engine) {
        return new Settings(port, data, memory, smtp, Optional.of(engine), style, hold, patience, retention);
    }
}
