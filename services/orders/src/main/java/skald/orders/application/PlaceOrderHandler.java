package skald.orders.application;

import java.util.HashMap;
import java.util.Map;
import skald.contracts.Line;
import skald.orders.domain.Customer;
import skald.orders.domain.Order;
import skald.orders.domain.Placement;
import skald.orders.domain.Product;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Places an order: prices it with the catalogue and starts its way, or says everything that is wrong with it. */
final class PlaceOrderHandler implements Handler<PlaceOrder> {
    private final Orders orders;
    private final Products products;
    private final Customers customers;
    private final OrderFlows flows;

    PlaceOrderHandler(Orders orders, Products products, Customers customers, OrderFlows flows) {
        this.orders = orders;
        this.products = products;
        this.customers = customers;
        this.flows = flows;
    }

    @Override
    public void needs(Message<PlaceOrder> message, Needs needs) {
        PlaceOrder command = message.body();
        command.lines().forEach(line -> needs.of(products, line.sku()));
        needs.of(customers, command.userId());
        flows.needsPlacing(command.orderId(), needs);
    }

    @Override
    public void decide(Message<PlaceOrder> message, Work work) {
        PlaceOrder command = message.body();
        Customer customer = work.get(customers, command.userId());
        Map<String, Product> catalogue = new HashMap<>();
        for (Line line : command.lines()) {
            Product product = work.get(products, line.sku());
            if (product != null) {
                catalogue.put(line.sku(), product);
            }
        }
        switch (Order.place(command.request(work.now()), customer, catalogue)) {
            case Placement.Refused(var flaws) ->
                work.refuse(new Refusal("order.refused", "The order cannot be placed.", flaws));
            case Placement.Accepted(Order order) -> {
                work.put(orders, order.orderId(), order);
                flows.carry(order, work);
                work.reply(OrderAccepted.of(order));
            }
        }
    }
}
