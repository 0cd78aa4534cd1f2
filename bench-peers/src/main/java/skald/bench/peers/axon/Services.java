package skald.bench.peers.axon;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import skald.bench.peers.Endings;
import skald.bench.peers.ServiceTables;
import skald.bench.peers.axon.Messages.ChargePayment;
import skald.bench.peers.axon.Messages.ConfirmOrder;
import skald.bench.peers.axon.Messages.CreateShipment;
import skald.bench.peers.axon.Messages.OrderPlaced;
import skald.bench.peers.axon.Messages.PaymentCharged;
import skald.bench.peers.axon.Messages.PaymentDeclined;
import skald.bench.peers.axon.Messages.PlaceOrder;
import skald.bench.peers.axon.Messages.RejectOrder;
import skald.bench.peers.axon.Messages.ReserveStock;
import skald.bench.peers.axon.Messages.ShipmentCreated;
import skald.bench.peers.axon.Messages.StockReserved;

/** The services: each command changes a table and publishes an event, in the transaction that is under way. */
final class Services {
    private final ConnectionProvider connections;
    private final Endings endings;

    Services(ConnectionProvider connections, Endings endings) {
        this.connections = connections;
        this.endings = endings;
    }

    @CommandHandler
    void handle(PlaceOrder command, EventGateway events) throws SQLException {
        step(ServiceTables.create(command.orderId(), command.number(), command.sku(), command.amount()));
        events.publish(new OrderPlaced(command.orderId(), command.sku(), command.amount(), command.declined()));
    }

    @CommandHandler
    void handle(ChargePayment command, EventGateway events) throws SQLException {
        if (command.declined()) {
            events.publish(new PaymentDeclined(command.orderId()));
        } else {
            step(ServiceTables.charge(command.orderId(), command.amount()));
            events.publish(new PaymentCharged(command.orderId()));
        }
    }

    @CommandHandler
    void handle(ReserveStock command, EventGateway events) throws SQLException {
        step(ServiceTables.reserve(command.orderId(), command.sku()));
        events.publish(new StockReserved(command.orderId()));
    }

    @CommandHandler
    void handle(CreateShipment command, EventGateway events) throws SQLException {
        step(ServiceTables.ship(command.orderId(), command.sku()));
        events.publish(new ShipmentCreated(command.orderId()));
    }

    @CommandHandler
    void handle(ConfirmOrder command) throws SQLException {
        step(ServiceTables.confirm(command.orderId()));
        tellAfterCommit(command.orderId());
    }

    @CommandHandler
    void handle(RejectOrder command) throws SQLException {
        step(ServiceTables.reject(command.orderId()));
        tellAfterCommit(command.orderId());
    }

    private void step(ServiceTables.Step step) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            step.on(connection);
        }
    }

    private void tellAfterCommit(UUID order) {
        CurrentUnitOfWork.get().root().afterCommit(_ -> endings.ended(order));
    }
}
