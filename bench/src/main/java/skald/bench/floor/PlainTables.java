package skald.bench.floor;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import skald.bench.Arena;
import skald.bench.Tally;
import skald.bench.Workload;

/** The tables of the work, and nothing else: no log, no saga, no version. A schema for each service. */
public final class PlainTables {
    private static final String TABLES = """
        create schema orders;
        create schema payments;
        create schema inventory;
        create schema shipping;
        create table orders.orders (
            order_id uuid primary key,
            number integer not null,
            sku text not null,
            amount bigint not null,
            status text not null
        ) with (fillfactor = 50);
        create table payments.payment (
            order_id uuid primary key,
            amount bigint not null,
            status text not null
        );
        create table inventory.stock (
            sku text primary key,
            available bigint not null check (available >= 0)
        ) with (fillfactor = 50);
        create table inventory.reservation (
            order_id uuid primary key,
            sku text not null,
            quantity bigint not null
        );
        create table shipping.shipment (
            order_id uuid primary key,
            sku text not null,
            status text not null
        );
        """;

    private static final Tally.Tables COUNTED = new Tally.Tables(
            "orders.orders",
            "payments.payment",
            "inventory.reservation",
            "shipping.shipment",
            "inventory.stock",
            "orders.orders");

    private PlainTables() {}

    /** Creates them and fills the stock. */
    public static void create(Arena arena) throws SQLException {
        try (Connection connection = arena.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLES);
            try (var insert = connection.prepareStatement(
                    "insert into inventory.stock (sku, available) select unnest(?::text[]), ?")) {
                insert.setArray(
                        1,
                        connection.createArrayOf(
                                "text", arena.workload().allSkus().toArray()));
                insert.setLong(2, Workload.OPENING_STOCK);
                insert.executeUpdate();
            }
        }
    }

    /** Counts what is in them. */
    public static Tally count(Arena arena) throws SQLException {
        try (Connection connection = arena.connect()) {
            return Tally.count(connection, COUNTED);
        }
    }
}
