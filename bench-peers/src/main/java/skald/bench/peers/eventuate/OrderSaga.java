package skald.bench.peers.eventuate;

import static io.eventuate.tram.commands.consumer.CommandWithDestinationBuilder.send;

import io.eventuate.tram.commands.common.Command;
import io.eventuate.tram.commands.consumer.CommandWithDestination;
import io.eventuate.tram.sagas.orchestration.SagaDefinition;
import io.eventuate.tram.sagas.simpledsl.SimpleSaga;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import skald.bench.peers.ServiceTables;

/** The order saga: its orchestrator lives in the orders service, whose steps are local. */
final class OrderSaga implements SimpleSaga<OrderSaga.Order> {
    static final String PAYMENTS = "payments";
    static final String INVENTORY = "inventory";
    static final String SHIPPING = "shipping";

    /** What the saga knows. */
    record Order(UUID id, int number, String sku, long amount, boolean declined) {}

    record ChargePayment(UUID id, long amount, boolean declined) implements Command {}

    record ReserveStock(UUID id, String sku) implements Command {}

    record CreateShipment(UUID id, String sku) implements Command {}

    private final LocalSteps steps;
    private final Consumer<UUID> ended;

    /** @param ended is told after the commit that ended the saga */
    OrderSaga(LocalSteps steps, Consumer<UUID> ended) {
        this.steps = steps;
        this.ended = ended;
    }

    @Override
    public SagaDefinition<Order> getSagaDefinition() {
        return definition;
    }

    private final SagaDefinition<Order> definition = step().invokeLocal(this::create)
            .withCompensation(this::reject)
            .step()
            .invokeParticipant(order -> to(PAYMENTS, new ChargePayment(order.id(), order.amount(), order.declined())))
            .step()
            .invokeParticipant(order -> to(INVENTORY, new ReserveStock(order.id(), order.sku())))
            .step()
            .invokeParticipant(order -> to(SHIPPING, new CreateShipment(order.id(), order.sku())))
            .step()
            .invokeLocal(this::confirm)
            .build();

    private static CommandWithDestination to(String channel, Command command) {
        return send(command).to(channel).build();
    }

    private void create(Order order) {
        steps.run(ServiceTables.create(order.id(), order.number(), order.sku(), order.amount()));
    }

    private void reject(Order order) {
        steps.run(ServiceTables.reject(order.id()));
    }

    private void confirm(Order order) {
        steps.run(ServiceTables.confirm(order.id()));
    }

    @Override
    public void onSagaCompletedSuccessfully(String sagaId, Order order) {
        tellAfterCommit(order);
    }

    @Override
    public void onSagaRolledBack(String sagaId, Order order) {
        tellAfterCommit(order);
    }

    private void tellAfterCommit(Order order) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ended.accept(order.id());
            }
        });
    }
}
