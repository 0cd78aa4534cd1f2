package skald.shipping.adapter.out;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.shipping.application.ParcelRow;
import skald.shipping.application.ParcelRow.Erased;
import skald.shipping.application.ParcelRow.Owned;
import skald.shipping.application.ParcelRow.Packed;
import skald.shipping.application.Parcels;
import skald.toolkit.Store;
import skald.toolkit.Tx;
import skald.toolkit.postgres.Unnest;

/** All parcels in the tables {@code parcel_owner}, {@code parcel} and {@code parcel_line}. */
public final class PostgresParcels implements Parcels {
    private static final String WHAT = "parcels";

    private record PackedLine(UUID orderId, int number, Line line) {}

    private final Store store;

    /** Reads for queries in transactions of {@code store}. */
    public PostgresParcels(Store store) {
        this.store = store;
    }

    @Override
    public void append(Tx tx, List<ParcelRow> rows) {
        List<Owned> owned = new ArrayList<>();
        List<Packed> packed = new ArrayList<>();
        List<Erased> erased = new ArrayList<>();
        for (ParcelRow row : rows) {
            switch (row) {
                case Owned owner -> owned.add(owner);
                case Packed parcel -> packed.add(parcel);
                case Erased user -> erased.add(user);
            }
        }
        insertOwners(tx, owned);
        insertParcels(tx, packed);
        insertLines(tx, packed);
        // Last: a parcel of the same batch is erased, too.
        Unnest.rows(erased).uuids(Erased::userId).update(tx, WHAT, """
            update parcel set name = null, street = null, postal_code = null, city = null, country = null
            from parcel_owner
            where parcel.order_id = parcel_owner.order_id and parcel_owner.user_id = any(?)
            """);
    }

    private static void insertOwners(Tx tx, List<Owned> owned) {
        Unnest.rows(owned).uuids(Owned::orderId).uuids(Owned::userId).update(tx, WHAT, """
            insert into parcel_owner (order_id, user_id) select * from unnest(?, ?)
            on conflict (order_id) do nothing
            """);
    }

    private static void insertParcels(Tx tx, List<Packed> packed) {
        Unnest.rows(packed)
                .uuids(Packed::orderId)
                .texts(parcel -> parcel.shipTo().name())
                .texts(parcel -> parcel.shipTo().street())
                .texts(parcel -> parcel.shipTo().postalCode())
                .texts(parcel -> parcel.shipTo().city())
                .texts(parcel -> parcel.shipTo().country())
                .update(tx, WHAT, """
                    insert into parcel (order_id, name, street, postal_code, city, country)
                    select * from unnest(?, ?, ?, ?, ?, ?)
                    """);
    }

    private static void insertLines(Tx tx, List<Packed> packed) {
        List<PackedLine> lines = new ArrayList<>();
        for (Packed parcel : packed) {
            for (int number = 0; number < parcel.lines().size(); number++) {
                lines.add(
                        new PackedLine(parcel.orderId(), number, parcel.lines().get(number)));
            }
        }
        Unnest.rows(lines)
                .uuids(PackedLine::orderId)
                .ints(PackedLine::number)
                .texts(line -> line.line().sku())
                .longs(line -> line.line().quantity())
                .update(tx, WHAT, """
                    insert into parcel_line (order_id, number, sku, quantity) select * from unnest(?, ?, ?, ?)
                    """);
    }

    @Override
    public Optional<Parcel> find(UUID orderId) {
        try (Tx tx = store.begin()) {
            List<Line> lines = Unnest.rows(List.of(orderId))
                    .uuids(id -> id)
                    .query(
                            tx,
                            WHAT,
                            "select sku, quantity from parcel_line where order_id = any(?) order by number",
                            row -> new Line(row.getString("sku"), row.getLong("quantity")));
            return Unnest.rows(List.of(orderId))
                    .uuids(id -> id)
                    .query(tx, WHAT, """
                        select parcel.*, user_id from parcel left join parcel_owner using (order_id)
                        where order_id = any(?)
                        """, row -> new Parcel(row.getObject("user_id", UUID.class), shipTo(row), lines))
                    .stream()
                    .findFirst();
        }
    }

    private static @Nullable Address shipTo(ResultSet row) throws SQLException {
        String name = row.getString("name");
        return name == null
                ? null
                : new Address(
                        name,
                        row.getString("street"),
                        row.getString("postal_code"),
                        row.getString("city"),
                        row.getString("country"));
    }
}
