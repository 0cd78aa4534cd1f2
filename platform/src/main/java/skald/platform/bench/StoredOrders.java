package skald.platform.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import skald.database.DataFolder;
import skald.database.DatabaseLogin;
import skald.database.EmbeddedPostgres;

/**
 * Multiplies the orders of a data folder by SQL, as if the shop had been open for long: for each finished order, copies with
 * ids of their own in all tables of all services that hold anything of it, the logs, the sagas, the read model, the mails
 * and the books of gateway and carrier included. Stock, heads of logs and positions of readers are brought in line, so that
 * the audit stays clean and nobody reads the copies.
 */
final class StoredOrders {
    // Orders of one statement: many enough that statements cost little, and few enough that it can be interrupted.
    private static final int MOST_AT_ONCE = 5_000;

    /**
     * A table with rows of orders.
     *
     * @param link an expression over the row {@code t} that is the order's id as text
     */
    private record Copied(String schema, String table, String link) {}

    private record Column(String name, String type, boolean isKey) {}

    private static final String BY_ORDER_ID = "t.order_id::text";
    private static final String BY_KEY = "t.key";
    // The books of the outside world: their keys begin with the order's id.
    private static final String BY_PREFIX = "left(t.key, 36)";

    private static final List<String> LOGS =
            List.of("orders", "payments", "inventory", "shipping", "notifications", "order_views");

    private static final List<Copied> TABLES = List.of(
            new Copied("orders", "orders", BY_ORDER_ID),
            new Copied("orders", "order_line", BY_ORDER_ID),
            new Copied("orders", "saga", BY_KEY),
            new Copied("orders", "idempotency", "convert_from(t.body, 'UTF8')::jsonb ->> 'orderId'"),
            new Copied("payments", "payment", BY_ORDER_ID),
            new Copied("payments", "payment_transaction", BY_ORDER_ID),
            new Copied("inventory", "reservation", BY_ORDER_ID),
            new Copied("inventory", "reservation_line", BY_ORDER_ID),
            new Copied("inventory", "movement", BY_ORDER_ID),
            new Copied("shipping", "shipment", BY_ORDER_ID),
            new Copied("shipping", "parcel_owner", BY_ORDER_ID),
            new Copied("shipping", "parcel", BY_ORDER_ID),
            new Copied("shipping", "parcel_line", BY_ORDER_ID),
            new Copied("notifications", "notification", BY_ORDER_ID),
            new Copied("order_views", "order_view_1", BY_ORDER_ID),
            new Copied("order_views", "order_details_1", BY_ORDER_ID),
            new Copied("order_views", "order_timeline_1", BY_ORDER_ID),
            new Copied("gateway_simulator", "gateway_entry", BY_PREFIX),
            new Copied("carrier_simulator", "carrier_entry", BY_PREFIX));

    private final Connection connection;

    private StoredOrders(Connection connection) {
        this.connection = connection;
    }

    /** Brings the orders in {@code data} to about {@code wanted}; no platform may run on it. */
    static void multiply(Path data, int wanted) throws SQLException, InterruptedException {
        try (DataFolder folder = DataFolder.open(data);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(folder)) {
            DatabaseLogin admin = postgres.admin();
            try (Connection connection = DriverManager.getConnection(admin.url(), admin.user(), admin.password())) {
                new StoredOrders(connection).multiply(wanted);
            }
        }
    }

    private void multiply(int wanted) throws SQLException, InterruptedException {
        // The rows refer to each other within one statement each; a crash would only end the benchmark.
        execute("set session_replication_role = replica");
        execute("set synchronous_commit = off");
        execute("set search_path = public, pg_temp");
        execute("""
            create temp table template as
            select order_id as old, order_id::text as old_text, row_number() over (order by order_id) as n
            from orders.orders
            """);
        int templates = number("select count(*) from template");
        for (Copied table : TABLES) {
            prepare(table);
        }
        for (String log : LOGS) {
            prepare(new Copied(log, "log", BY_KEY));
        }
        // The templates are stored orders too.
        int copies = wanted / templates - 1;
        int atOnce = Math.max(1, MOST_AT_ONCE / templates);
        for (int from = 1; from <= copies; from += atOnce) {
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped");
            }
            copy(from, Math.min(from + atOnce - 1, copies), copies);
        }
        bringInLine();
        execute("vacuum analyze");
    }

    /** The template's rows, with the order that each belongs to. */
    private void prepare(Copied table) throws SQLException {
        execute(
                "create temp table %s as select t.*, template.n as template_n from %s.%s t join template on template.old_text = %s"
                        .formatted(temporary(table), table.schema(), table.table(), table.link()));
        execute("analyze " + temporary(table));
    }

    private static String temporary(Copied table) {
        return "t_" + table.schema() + "_" + table.table();
    }

    private void copy(int from, int to, int copies) throws SQLException {
        execute("drop table if exists copy");
        // Ids of the past, in the order in which the copies are stored.
        execute("""
            create temp table copy as
            select made.*, made.new::text as new_text from (
                select n as template_n, old, old_text, c,
                    uuidv7((interval '-1 millisecond') * (86400000.0 + (%d - c) * 1000.0 + 1000 - n)) as new
                from template cross join generate_series(%d, %d) as c) made
            """.formatted(copies, from, to));
        execute("analyze copy");
        for (Copied table : TABLES) {
            execute(insert(table, "", ""));
        }
        for (String schema : LOGS) {
            Copied log = new Copied(schema, "log", BY_KEY);
            execute(insert(
                    log,
                    "(select head from %s.lane l where l.lane = t.lane) + row_number() over (partition by t.lane order by c.c, t.position)"
                            .formatted(schema),
                    "position"));
            execute("""
                update %1$s.lane set head = greatest(head, (select coalesce(max(position), 0)
                    from %1$s.log where log.lane = lane.lane))
                """.formatted(schema));
        }
    }

    private String insert(Copied table, String special, String specialColumn) throws SQLException {
        List<Column> columns = columns(table);
        String names = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        String values = columns.stream()
                .map(column -> column.name().equals(specialColumn) ? special : copied(column))
                .collect(Collectors.joining(", "));
        return "insert into %s.%s (%s) select %s from %s t join copy c on c.template_n = t.template_n"
                .formatted(table.schema(), table.table(), names, values, temporary(table));
    }

    private static String copied(Column column) {
        String value = "t." + column.name();
        return switch (column.type()) {
            case "uuid" ->
                column.name().equals("order_id")
                        ? "c.new"
                        // An id of its own, where it is the key.
                        : column.isKey() ? "md5(%s::text || c.c)::uuid".formatted(value) : value;
            case "text" ->
                // Keys of clients have nothing of the order in them.
                column.name().equals("scope") || column.name().equals("placed_with")
                        ? "%s || '-' || c.c".formatted(value)
                        : "replace(%s, c.old_text, c.new_text)".formatted(value);
            case "bytea" ->
                "convert_to(replace(convert_from(%s, 'UTF8'), c.old_text, c.new_text), 'UTF8')".formatted(value);
            default -> value;
        };
    }

    /** Readers have consumed everything, and what was sold is no longer there. */
    private void bringInLine() throws SQLException {
        for (String reader : LOGS) {
            for (String source : LOGS) {
                execute("""
                    update %s.consumed set position = lane.head from %s.lane
                    where source = '%s' and source_lane = lane.lane
                    """.formatted(reader, source, source.replace('_', '-')));
            }
        }
        execute("""
            update inventory.stock_item set on_hand = moved.quantity
            from (select sku, sum(case kind when 'SALE' then -quantity
                    when 'RECEIPT' then quantity when 'RETURN' then quantity when 'ADJUSTMENT' then quantity
                    else 0 end) as quantity
                from inventory.movement group by sku) moved
            where moved.sku = stock_item.sku
            """);
    }

    private List<Column> columns(Copied table) throws SQLException {
        List<Column> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                    select a.attname, format_type(a.atttypid, null), exists (
                        select from pg_index i where i.indrelid = a.attrelid and i.indisprimary and a.attnum = any(i.indkey))
                    from pg_attribute a
                    where a.attrelid = '%s.%s'::regclass and a.attnum > 0 and not a.attisdropped
                        and a.attidentity = '' and a.attgenerated = ''
                    order by a.attnum
                    """.formatted(table.schema(), table.table()))) {
            while (row.next()) {
                columns.add(new Column(row.getString(1), row.getString(2), row.getBoolean(3)));
            }
        }
        return columns;
    }

    private int number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + " in: " + sql, e.getSQLState(), e);
        }
    }
}
