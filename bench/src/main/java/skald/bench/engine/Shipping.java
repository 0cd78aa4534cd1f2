package skald.bench.engine;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import skald.bench.engine.Messages.CreateShipment;
import skald.bench.engine.Messages.ShipmentCreated;
import skald.bench.engine.Shipping.Shipment;
import skald.toolkit.Change;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.States;
import skald.toolkit.Tx;
import skald.toolkit.Versioned;
import skald.toolkit.Work;
import skald.toolkit.postgres.Unnest;

/** The shipping service: a shipment per order in the table {@code shipment}, and what it decides. */
final class Shipping implements States<UUID, Shipment> {
    static final String SERVICE = "bench-shipping";

    /** A shipment on its way. */
    record Shipment(String sku, long quantity, String city, String tracking) {}

    ServiceDefinition definition() {
        return ServiceDefinition.named(SERVICE)
                .types(Messages.TYPES)
                .reads(OrderService.NAME)
                .handle(CreateShipment.class, new Create())
                .build();
    }

    private final class Create implements Handler<CreateShipment> {
        @Override
        public void needs(Message<CreateShipment> message, Needs needs) {
            needs.of(Shipping.this, UUID.fromString(message.key()));
        }

        @Override
        public void decide(Message<CreateShipment> message, Work work) {
            UUID orderId = UUID.fromString(message.key());
            CreateShipment command = message.body();
            Shipment shipment = work.get(Shipping.this, orderId);
            if (shipment == null) {
                shipment = new Shipment(
                        command.sku(),
                        command.quantity(),
                        command.city(),
                        "TRK" + message.key().substring(24));
                work.put(Shipping.this, orderId, shipment);
            }
            work.publish(message.key(), new ShipmentCreated(shipment.tracking()));
        }
    }

    @Override
    public Map<UUID, Versioned<Shipment>> load(Tx tx, Collection<UUID> keys) {
        Map<UUID, Versioned<Shipment>> found = new HashMap<>();
        Unnest.rows(keys)
                .uuids(key -> key)
                .query(
                        tx,
                        "shipments",
                        "select order_id, version, sku, quantity, city, tracking from shipment where order_id = any(?)",
                        row -> found.put(
                                row.getObject(1, UUID.class),
                                new Versioned<>(
                                        new Shipment(
                                                row.getString(3), row.getLong(4), row.getString(5), row.getString(6)),
                                        row.getLong(2))));
        return found;
    }

    @Override
    public void save(Tx tx, Collection<Change<UUID, Shipment>> changes) {
        Unnest.rows(changes)
                .uuids(Change::key)
                .longs(Change::nextVersion)
                .texts(change -> change.written().sku())
                .longs(change -> change.written().quantity())
                .texts(change -> change.written().city())
                .texts(change -> change.written().tracking())
                .save(tx, "shipments", """
                    insert into shipment (order_id, version, sku, quantity, city, tracking)
                    select * from unnest(?, ?, ?, ?, ?, ?)
                    """);
    }
}
