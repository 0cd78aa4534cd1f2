package skald.orders.application;

import java.util.List;
import skald.orders.domain.Order;
import skald.orders.domain.Return;
import skald.orders.domain.ReturnDecision;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Takes goods back: agrees on the refund and has it paid and the goods put into stock. */
final class ReturnGoodsHandler implements Handler<ReturnGoods> {
    private final Orders orders;
    private final OrderFlows flows;

    ReturnGoodsHandler(Orders orders, OrderFlows flows) {
        this.orders = orders;
        this.flows = flows;
    }

    @Override
    public void needs(Message<ReturnGoods> message, Needs needs) {
        flows.needsReturning(message.body().orderId(), message.body().returnId(), needs);
    }

    @Override
    public void decide(Message<ReturnGoods> message, Work work) {
        ReturnGoods command = message.body();
        Order order = work.get(orders, command.orderId());
        if (order == null) {
            work.refuse(new NoSuchOrder(command.orderId().toString()));
            return;
        }
        switch (order.requestReturn(command.returnId().toString(), command.lines(), work.now())) {
            case ReturnDecision.Refused(String code, String reason) ->
                work.refuse(new Refusal(code, reason, List.of()));
            case ReturnDecision.Flawed(var flaws) ->
                work.refuse(new Refusal("order.not-returnable", "These goods cannot be returned.", flaws));
            case ReturnDecision.Accepted(Order returning, Return agreed) -> {
                work.put(orders, order.orderId(), returning);
                String key = order.orderId().toString();
                flows.takeBack(returning, agreed, work);
                work.reply(new ReturnAccepted(key, agreed.returnId(), agreed.refund()));
            }
        }
    }
}
