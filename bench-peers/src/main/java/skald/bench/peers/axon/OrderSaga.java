package skald.bench.peers.axon;

import static org.axonframework.modelling.saga.SagaLifecycle.end;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.jspecify.annotations.Nullable;
import skald.bench.peers.axon.Messages.ChargePayment;
import skald.bench.peers.axon.Messages.ConfirmOrder;
import skald.bench.peers.axon.Messages.CreateShipment;
import skald.bench.peers.axon.Messages.OrderPlaced;
import skald.bench.peers.axon.Messages.PaymentCharged;
import skald.bench.peers.axon.Messages.PaymentDeclined;
import skald.bench.peers.axon.Messages.RejectOrder;
import skald.bench.peers.axon.Messages.ReserveStock;
import skald.bench.peers.axon.Messages.ShipmentCreated;
import skald.bench.peers.axon.Messages.StockReserved;

/** Sends the next command at each event. Commands are handled at once, in the transaction of the batch of events. */
public final class OrderSaga {
    @JsonProperty
    private @Nullable String sku;

    @StartSaga
    @SagaEventHandler(associationProperty = "orderId")
    void on(OrderPlaced event, CommandGateway commands) {
        sku = event.sku();
        commands.send(new ChargePayment(event.orderId(), event.amount(), event.declined()));
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentCharged event, CommandGateway commands) {
        commands.send(new ReserveStock(event.orderId(), sku()));
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(PaymentDeclined event, CommandGateway commands) {
        commands.send(new RejectOrder(event.orderId()));
        end();
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(StockReserved event, CommandGateway commands) {
        commands.send(new CreateShipment(event.orderId(), sku()));
    }

    @SagaEventHandler(associationProperty = "orderId")
    void on(ShipmentCreated event, CommandGateway commands) {
        commands.send(new ConfirmOrder(event.orderId()));
        end();
    }

    private String sku() {
        if (sku == null) {
            throw new IllegalStateException("the saga has not begun");
        }
        return sku;
    }
}
