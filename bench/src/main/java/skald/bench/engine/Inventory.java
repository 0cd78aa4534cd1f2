package skald.bench.engine;

import java.util.UUID;
import skald.bench.engine.Messages.ReserveStock;
import skald.bench.engine.Messages.StockRefused;
import skald.bench.engine.Messages.StockReserved;
import skald.bench.engine.Reservations.Reservation;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;

/** What the inventory service decides. */
final class Inventory {
    static final String SERVICE = "bench-inventory";

    private final Reservations reservations = new Reservations();
    private final Stock stock = new Stock();

    ServiceDefinition definition() {
        return ServiceDefinition.named(SERVICE)
                .types(Messages.TYPES)
                .reads(OrderService.NAME)
                .handle(ReserveStock.class, new Reserve())
                .build();
    }

    private final class Reserve implements Handler<ReserveStock> {
        @Override
        public void needs(Message<ReserveStock> message, Needs needs) {
            needs.of(reservations, UUID.fromString(message.key()))
                    .of(stock, message.body().sku());
        }

        @Override
        public void decide(Message<ReserveStock> message, Work work) {
            UUID orderId = UUID.fromString(message.key());
            ReserveStock command = message.body();
            Reservation reservation = work.get(reservations, orderId);
            Long available = work.get(stock, command.sku());
            if (reservation == null && (available == null || available < command.quantity())) {
                work.publish(message.key(), new StockRefused("too few of " + command.sku()));
            } else {
                if (reservation == null) {
                    work.put(stock, command.sku(), available - command.quantity());
                    work.put(reservations, orderId, new Reservation(command.sku(), command.quantity()));
                }
                work.publish(message.key(), new StockReserved(command.sku(), command.quantity()));
            }
        }
    }
}
