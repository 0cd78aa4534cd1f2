package skald.platform.simulation;

import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import skald.simulation.Alterations;
import skald.toolkit.Decorator;
import skald.toolkit.Effect;
import skald.toolkit.Feed;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Store;
import skald.toolkit.Work;

/** Ways to plant a bug. */
final class Bugs {
    private Bugs() {}

    /** Every service uses another store. */
    static Alterations store(UnaryOperator<Store> altered) {
        return new Alterations() {
            @Override
            public Store store(String service, Store store) {
                return altered.apply(store);
            }
        };
    }

    /** Every reader gets another log. */
    static Alterations feed(UnaryOperator<Feed> altered) {
        return new Alterations() {
            @Override
            public Feed feed(String reader, Feed feed) {
                return altered.apply(feed);
            }
        };
    }

    private static Alterations decorated(String service, Decorator decorator) {
        return new Alterations() {
            @Override
            public ServiceDefinition definition(ServiceDefinition definition) {
                return definition.name().equals(service) ? definition.with(decorator) : definition;
            }
        };
    }

    /** {@code service} does something else about messages of these types. */
    static Alterations decision(String service, Set<Class<?>> messages, BiConsumer<Message<?>, Work> instead) {
        return decorated(service, new Decorator() {
            @Override
            public <B> Handler<B> handler(Class<?> body, Handler<B> handler) {
                return messages.contains(body) ? deciding(handler, instead::accept) : handler;
            }
        });
    }

    /** Whatever {@code service} decides about these (all, if none is named) is recorded through another {@link Work}. */
    static Alterations work(String service, Set<Class<?>> messages, Function<Work, Work> altered) {
        return decorated(service, new Decorator() {
            @Override
            public <B> Handler<B> handler(Class<?> body, Handler<B> handler) {
                return messages.isEmpty() || messages.contains(body)
                        ? deciding(handler, (message, work) -> handler.decide(message, altered.apply(work)))
                        : handler;
            }
        });
    }

    /** {@code service} calls the outside in another way. */
    static Alterations effects(String service, UnaryOperator<Effect<Object>> altered) {
        return decorated(service, new Decorator() {
            @Override
            @SuppressWarnings("unchecked") // it is only called with the requests that it is for
            public <R> Effect<R> effect(Class<?> request, Effect<R> effect) {
                return (Effect<R>) altered.apply((Effect<Object>) effect);
            }
        });
    }

    private static <B> Handler<B> deciding(Handler<B> handler, BiConsumer<Message<B>, Work> decide) {
        return new Handler<>() {
            @Override
            public void needs(Message<B> message, Needs needs) {
                handler.needs(message, needs);
            }

            @Override
            public void decide(Message<B> message, Work work) {
                decide.accept(message, work);
            }
        };
    }
}
