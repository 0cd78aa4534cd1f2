package skald.inventory.adapter.out;

import java.util.List;
import skald.inventory.application.Movements;
import skald.inventory.domain.Movement;
import skald.toolkit.Tx;
import skald.toolkit.postgres.Unnest;

/** The stock journal in the table {@code movement}. */
public final class PostgresMovements implements Movements {

    @Override
    public void append(Tx tx, List<Movement> rows) {
        Unnest.rows(rows)
                .texts(row -> row.kind().name())
                .texts(Movement::sku)
                .longs(Movement::quantity)
                .uuids(Movement::orderId)
                .texts(Movement::reason)
                .instants(Movement::at)
                .update(tx, "movements", """
                    insert into movement (kind, sku, quantity, order_id, reason, at)
                    select * from unnest(?, ?, ?, ?, ?, ?)
                    """);
    }
}
