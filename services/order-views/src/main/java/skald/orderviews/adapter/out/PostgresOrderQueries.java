package skald.orderviews.adapter.out;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import skald.orderviews.application.FoundOrder;
import skald.orderviews.application.ListedOrder;
import skald.orderviews.application.OrderQueries;
import skald.orderviews.application.OrderSearch;
import skald.orderviews.domain.OrderDetails;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.Placement;
import skald.orderviews.domain.TimelineEntry;
import skald.orderviews.domain.WordQuery;
import skald.toolkit.Tx;
import skald.toolkit.postgres.PostgresStore;
import skald.toolkit.postgres.PostgresTx;
import skald.toolkit.postgres.StorageException;
import skald.toolkit.postgres.Unnest;
import skald.toolkit.postgres.Unnest.RowReader;

/** Queries of the generation that serves: one statement each. Thread-safe. */
public final class PostgresOrderQueries implements OrderQueries {

    /** A statement that grows with what is asked; values are only ever bound. */
    private static final class Question {
        private final StringBuilder sql;
        private final List<Object> parameters = new ArrayList<>();

        Question(String start) {
            sql = new StringBuilder(start);
        }

        /** Adds a part; one whose value is {@code null} is not asked for. */
        Question and(String more, @Nullable Object... values) {
            if (values.length == 0 || values[0] != null) {
                sql.append(' ').append(more);
                parameters.addAll(List.of(values));
            }
            return this;
        }
    }

    private final PostgresStore store;
    private final PostgresReadModel model;

    public PostgresOrderQueries(PostgresStore store, PostgresReadModel model) {
        this.store = store;
        this.model = model;
    }

    @Override
    public Optional<FoundOrder> find(UUID orderId) {
        return find(List.of(orderId)).stream().findFirst();
    }

    /** Those of {@code orderIds} that were placed. */
    public List<FoundOrder> find(Collection<UUID> orderIds) {
        return ask(
                orders().and("and order_id = any(?)", (Object) orderIds.toArray(UUID[]::new)),
                PostgresOrderQueries::found);
    }

    /** Orders by their ids, above {@code after}, at most {@code max}. */
    public List<FoundOrder> findAfter(@Nullable UUID after, int max) {
        Question question = orders().and("and order_id > ?", after).and("order by order_id limit ?", max);
        return ask(question, PostgresOrderQueries::found);
    }

    private static Question orders() {
        return new Question("select " + PostgresViews.COLUMNS + """
            , d.lines, d.ship_to, d.reference, d.customer_name
            from order_view_$ v join order_details_$ d using (order_id) where v.placed_at is not null
            """);
    }

    private static FoundOrder found(ResultSet row) throws SQLException {
        OrderView view = PostgresViews.view(row);
        OrderDetails details = new OrderDetails(
                view.orderId(),
                Json.lines(row.getString("lines")),
                Json.address(row.getString("ship_to")),
                row.getString("reference"),
                row.getString("customer_name"));
        return new FoundOrder(view, placement(row), details);
    }

    @Override
    public List<ListedOrder> list(OrderSearch search) {
        OrderSearch.After after = search.after();
        Question question = new Question("select " + PostgresViews.COLUMNS + """
            , d.reference, d.customer_name, d.line_count
            from order_view_$ v join order_details_$ d using (order_id) where v.placed_at is not null
            """)
                .and("and v.user_id = ?", search.userId())
                .and("and v.status = any(?)", (Object) statuses(search))
                .and("and (d.goods_words || d.personal_words) @@ cast(? as tsquery)", tsquery(search.words()))
                .and(
                        "and v.placed_at > ?",
                        search.placedAfter() == null ? null : Unnest.parameter(search.placedAfter()))
                .and(
                        "and v.placed_at < ?",
                        search.placedBefore() == null ? null : Unnest.parameter(search.placedBefore()));
        if (after != null) {
            question.and("and (v.placed_at, v.order_id) < (?, ?)", Unnest.parameter(after.placedAt()), after.orderId());
        }
        question.and("order by v.placed_at desc, v.order_id desc limit ?", search.limit());
        return ask(question, PostgresOrderQueries::listed);
    }

    private static String @Nullable [] statuses(OrderSearch search) {
        return search.statuses().isEmpty()
                ? null
                : search.statuses().stream().map(Enum::name).toArray(String[]::new);
    }

    private static ListedOrder listed(ResultSet row) throws SQLException {
        return new ListedOrder(
                PostgresViews.view(row),
                placement(row),
                row.getString("customer_name"),
                row.getString("reference"),
                row.getInt("line_count"));
    }

    private static Placement placement(ResultSet row) throws SQLException {
        Placement placement = PostgresViews.placement(row);
        if (placement == null) {
            throw new IllegalStateException("an order that was not placed was found");
        }
        return placement;
    }

    /** Words hold letters and digits only, so nothing in them can be taken for an operator. An empty one finds nothing. */
    private static @Nullable String tsquery(@Nullable WordQuery query) {
        if (query == null) {
            return null;
        }
        String all = query.words().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" & "));
        return all.isEmpty() ? "" : all + ":*";
    }

    @Override
    public List<TimelineEntry> timeline(UUID orderId) {
        Question question = new Question("select * from order_timeline_$")
                .and("where order_id = ?", orderId)
                .and("order by at, source collate \"C\", position");
        return ask(
                question,
                row -> new TimelineEntry(
                        row.getObject("order_id", UUID.class),
                        Unnest.instant(row, "at"),
                        row.getString("source"),
                        row.getLong("position"),
                        row.getString("type"),
                        row.getString("summary")));
    }

    @Override
    public List<OrderView> placed(@Nullable UUID after, int max) {
        Question question = new Question("select " + PostgresViews.COLUMNS + " from order_view_$ v")
                .and("where v.placed_at is not null")
                .and("and v.order_id > ?", after)
                .and("order by v.order_id limit ?", max);
        return ask(question, PostgresViews::view);
    }

    private <T> List<T> ask(Question question, RowReader<T> reader) {
        try (Tx tx = store.begin()) {
            String sql = model.slot(tx).sql(question.sql.toString());
            try (PreparedStatement query = PostgresTx.connection(tx).prepareStatement(sql)) {
                for (int i = 0; i < question.parameters.size(); i++) {
                    query.setObject(i + 1, question.parameters.get(i));
                }
                List<T> found = new ArrayList<>();
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        found.add(reader.read(row));
                    }
                }
                return found;
            } catch (SQLException e) {
                throw new StorageException("query of orders", e);
            }
        }
    }
}
