package skald.bench.peers.eventuate;

import static io.eventuate.tram.commands.consumer.CommandHandlerReplyBuilder.withFailure;
import static io.eventuate.tram.commands.consumer.CommandHandlerReplyBuilder.withSuccess;

import io.eventuate.tram.commands.consumer.CommandHandlers;
import io.eventuate.tram.commands.consumer.CommandMessage;
import io.eventuate.tram.messaging.common.Message;
import io.eventuate.tram.sagas.participant.SagaCommandDispatcherFactory;
import io.eventuate.tram.sagas.participant.SagaCommandHandlersBuilder;
import skald.bench.peers.ServiceTables;
import skald.bench.peers.eventuate.OrderSaga.ChargePayment;
import skald.bench.peers.eventuate.OrderSaga.CreateShipment;
import skald.bench.peers.eventuate.OrderSaga.ReserveStock;

/** The participants of the saga: each has a channel, and changes its table in the transaction that takes the command. */
final class Services {
    private final LocalSteps steps;

    Services(LocalSteps steps) {
        this.steps = steps;
    }

    void subscribe(SagaCommandDispatcherFactory dispatchers) {
        dispatchers.make("payments-dispatcher", payments());
        dispatchers.make("inventory-dispatcher", inventory());
        dispatchers.make("shipping-dispatcher", shipping());
    }

    private CommandHandlers payments() {
        return SagaCommandHandlersBuilder.fromChannel(OrderSaga.PAYMENTS)
                .onMessage(ChargePayment.class, this::charge)
                .build();
    }

    private CommandHandlers inventory() {
        return SagaCommandHandlersBuilder.fromChannel(OrderSaga.INVENTORY)
                .onMessage(ReserveStock.class, this::reserve)
                .build();
    }

    private CommandHandlers shipping() {
        return SagaCommandHandlersBuilder.fromChannel(OrderSaga.SHIPPING)
                .onMessage(CreateShipment.class, this::ship)
                .build();
    }

    private Message charge(CommandMessage<ChargePayment> message) {
        ChargePayment command = message.getCommand();
        if (command.declined()) {
            return withFailure();
        }
        steps.run(ServiceTables.charge(command.id(), command.amount()));
        return withSuccess();
    }

    private Message reserve(CommandMessage<ReserveStock> message) {
        ReserveStock command = message.getCommand();
        steps.run(ServiceTables.reserve(command.id(), command.sku()));
        return withSuccess();
    }

    private Message ship(CommandMessage<CreateShipment> message) {
        CreateShipment command = message.getCommand();
        steps.run(ServiceTables.ship(command.id(), command.sku()));
        return withSuccess();
    }
}
