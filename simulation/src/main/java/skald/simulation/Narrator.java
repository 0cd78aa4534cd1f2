package skald.simulation;

import skald.toolkit.Decorator;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/** Tells which messages are decided, for whoever reads a trace. */
record Narrator(World world) implements Decorator {

    @Override
    public <B> Handler<B> handler(Class<?> body, Handler<B> handler) {
        return new Handler<>() {
            @Override
            public void needs(Message<B> message, Needs needs) {
                handler.needs(message, needs);
            }

            @Override
            public void decide(Message<B> message, Work work) {
                world.tell(() -> "decides " + body.getSimpleName() + " of " + message.key() + ", " + message.id());
                handler.decide(message, work);
            }
        };
    }
}
