package skald.orderviews;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import skald.contracts.Contracts;
import skald.orderviews.adapter.in.OrderViewsApi;
import skald.orderviews.adapter.in.ProjectionsApi;
import skald.orderviews.adapter.out.InMemoryOrderQueries;
import skald.orderviews.adapter.out.InMemoryReadModel;
import skald.orderviews.adapter.out.InMemoryRebuilds;
import skald.orderviews.adapter.out.PostgresOrderQueries;
import skald.orderviews.adapter.out.PostgresReadModel;
import skald.orderviews.adapter.out.PostgresRebuilds;
import skald.orderviews.adapter.out.SearchChanges;
import skald.orderviews.adapter.out.search.SearchServer;
import skald.orderviews.adapter.out.search.SearchedOrders;
import skald.orderviews.application.Builder;
import skald.orderviews.application.Generations;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.application.Projector;
import skald.orderviews.application.RebuildHandlers;
import skald.orderviews.application.RebuildMessages;
import skald.orderviews.application.Rebuilds;
import skald.orderviews.application.SearchIndex;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.Placement;
import skald.toolkit.EffectPolicy;
import skald.toolkit.Environment;
import skald.toolkit.Feed;
import skald.toolkit.Handler;
import skald.toolkit.MessageTypes;
import skald.toolkit.Service;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.Store.SourceLane;
import skald.toolkit.http.AwaitedPosition;
import skald.toolkit.http.HttpService;
import skald.toolkit.http.Routes;
import skald.toolkit.memory.InMemoryStore;
import skald.toolkit.postgres.PostgresStore;

/**
 * The query side of the platform. It reads the logs of all services: give them to {@link #reads} before the start, so
 * that a rebuild finds them too.
 */
public final class OrderViewsService implements HttpService {

    /** A step of a rebuild is a few thousand messages; a database that is slow today gets its time. */
    private static final EffectPolicy PATIENT =
            new EffectPolicy(Duration.ofMinutes(2), Duration.ofMillis(200), Duration.ofSeconds(10));

    /** What the service keeps in memory. A second service over the same goes on like a restart. */
    public static final class Memory {
        private final InMemoryStore store;
        private final InMemoryReadModel model;
        private final InMemoryRebuilds rebuilds = new InMemoryRebuilds();

        /** Nothing yet, beside what the runtime keeps in {@code store}. */
        public Memory(InMemoryStore store) {
            this.store = store;
            this.model = new InMemoryReadModel(store);
        }
    }

    private final Service runtime;
    private final List<Feed> feeds;
    private final OrderQueries queries;
    private final OrderViewsApi orders;
    private final ProjectionsApi projections;
    private final Builder builder;

    OrderViewsService(
            Store store,
            Generations generations,
            OrderQueries queries,
            @Nullable SearchIndex search,
            Rebuilds rebuilds,
            Environment environment,
            int lanes) {
        this.feeds = new CopyOnWriteArrayList<>();
        this.queries = queries;
        this.builder = new Builder(generations, feeds, MessageTypes.of(Contracts.MESSAGES), environment.clock());
        this.runtime = new Service(definition(generations, rebuilds, builder), store, environment, lanes);
        AwaitedPosition position = new AwaitedPosition(runtime, "read-model-behind");
        this.orders = new OrderViewsApi(queries, runtime, position, this::consumed, environment.clock());
        this.projections = new ProjectionsApi(runtime, feeds, generations, rebuilds, search);
    }

    /** The service over {@code database}, whose connections see its schema and nothing else. */
    public static OrderViewsService onPostgres(DataSource database, Environment environment, int lanes) {
        PostgresStore store = new PostgresStore(database);
        SearchChanges.stop(store);
        PostgresReadModel model = new PostgresReadModel(store);
        return new OrderViewsService(
                store,
                model,
                new PostgresOrderQueries(store, model),
                null,
                new PostgresRebuilds(store),
                environment,
                lanes);
    }

    /** The same, listing and searching orders in the index of a search engine, whose name begins with {@code index}. */
    public static OrderViewsService onPostgres(
            DataSource database, SearchServer search, String index, Environment environment, int lanes) {
        PostgresStore store = new PostgresStore(database);
        PostgresReadModel model = PostgresReadModel.withSearchChanges(store);
        SearchedOrders searched = new SearchedOrders(
                store, new PostgresOrderQueries(store, model), search, index, environment.scheduler());
        OrderViewsService service = new OrderViewsService(
                store, model, searched, searched, new PostgresRebuilds(store), environment, lanes);
        service.runtime.beside("search", searched.indexing());
        return service;
    }

    /** The service in memory. */
    public static OrderViewsService inMemory(Environment environment, int lanes) {
        return inMemory(new Memory(new InMemoryStore()), environment, lanes);
    }

    /** The service over what is in {@code memory}. */
    public static OrderViewsService inMemory(Memory memory, Environment environment, int lanes) {
        return new OrderViewsService(
                memory.store,
                memory.model,
                new InMemoryOrderQueries(memory.model),
                null,
                memory.rebuilds,
                environment,
                lanes);
    }

    private static ServiceDefinition definition(Generations generations, Rebuilds rebuilds, Builder builder) {
        MessageTypes contracts = MessageTypes.of(Contracts.MESSAGES);
        ServiceDefinition.Builder service = ServiceDefinition.named("order-views")
                .types(contracts)
                .types(MessageTypes.of(
                        "skald.order-views",
                        RebuildMessages.RebuildProjection.class,
                        RebuildMessages.RebuildStarted.class,
                        RebuildMessages.RebuildUnderWay.class,
                        RebuildMessages.BuildNext.class,
                        RebuildMessages.Built.class))
                .reads("orders", "payments", "inventory", "shipping", "notifications", "users")
                .handle(RebuildMessages.RebuildProjection.class, new RebuildHandlers.Start(rebuilds))
                .handle(RebuildMessages.Built.class, new RebuildHandlers.Continue(rebuilds))
                .effect(RebuildMessages.BuildNext.class, builder, PATIENT);
        new Projector(generations.current(), contracts)
                .handlers()
                .forEach((type, handler) -> handle(service, type, handler));
        return service.build();
    }

    @SuppressWarnings("unchecked") // the projector pairs each class with its handler
    private static <B> void handle(ServiceDefinition.Builder service, Class<B> type, Handler<?> handler) {
        service.handle(type, (Handler<B>) handler);
    }

    private long consumed() {
        long consumed = 0;
        for (Feed feed : feeds) {
            for (int lane = 0; lane < feed.lanes(); lane++) {
                consumed += runtime.consumed(new SourceLane(feed.source(), lane));
            }
        }
        return consumed;
    }

    /** Reads a log, in the running service and in rebuilds; before the start only. */
    @Override
    public void reads(Feed feed) {
        runtime.subscribe(feed);
        feeds.add(feed);
        feed.keepFor(lane -> builder.needsAfter(new SourceLane(feed.source(), lane)));
    }

    @Override
    public Service runtime() {
        return runtime;
    }

    @Override
    public void routes(Routes routes) {
        routes.describe(OrderViewsService.class, "openapi.json");
        orders.routes(routes);
        projections.routes(routes);
    }

    /** What the read model says of the orders with ids above {@code after}, in the order of the ids, at most {@code max}. */
    public List<ViewFact> facts(@Nullable UUID after, int max) {
        return queries.placed(after, max).stream()
                .flatMap(OrderViewsService::fact)
                .toList();
    }

    private static Stream<ViewFact> fact(OrderView view) {
        Placement placement = view.placement();
        return placement == null
                ? Stream.empty()
                : Stream.of(new ViewFact(view.orderId(), view.lifecycle().name(), placement.total()));
    }
}
