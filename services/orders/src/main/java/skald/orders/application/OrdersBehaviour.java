package skald.orders.application;

import java.util.UUID;
import skald.contracts.Contracts;
import skald.contracts.inventory.ProductDefined;
import skald.contracts.shipping.ShipmentDelivered;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.toolkit.MessageTypes;
import skald.toolkit.Rows;
import skald.toolkit.ServiceDefinition;

/** Which message is decided by what. */
public final class OrdersBehaviour {
    private OrdersBehaviour() {}

    /** The service's definition over its ports. */
    public static ServiceDefinition of(
            Orders orders, Products products, Customers customers, Rows<UUID> erasures, OrderFlows flows) {
        ServiceDefinition.Builder service = ServiceDefinition.named("orders")
                .types(MessageTypes.of(Contracts.MESSAGES))
                .types(MessageTypes.of(
                        "skald.orders",
                        PlaceOrder.class,
                        OrderAccepted.class,
                        CancelOrder.class,
                        OrderStands.class,
                        ReturnGoods.class,
                        ReturnAccepted.class,
                        JourneyDue.class,
                        AnnounceAgain.class,
                        JourneyStands.class))
                .reads("users", "inventory", "payments", "shipping")
                .handle(PlaceOrder.class, new PlaceOrderHandler(orders, products, customers, flows))
                .handle(CancelOrder.class, new CancelOrderHandler(orders, flows))
                .handle(ReturnGoods.class, new ReturnGoodsHandler(orders, flows))
                .handle(ShipmentDelivered.class, new DeliveredHandler(orders))
                .handle(ProductDefined.class, new Replicas.OnProduct(products))
                .handle(UserRegistered.class, new Replicas.OnRegistered(customers))
                .handle(UserErased.class, new Replicas.OnErased(customers, erasures));
        return flows.register(service).build();
    }
}
