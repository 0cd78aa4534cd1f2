package skald.orderviews.application;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.users.UserErased;
import skald.contracts.users.UserRegistered;
import skald.orderviews.domain.Customer;
import skald.orderviews.domain.OrderDetails;
import skald.orderviews.domain.OrderEvent;
import skald.orderviews.domain.OrderEvents;
import skald.orderviews.domain.OrderView;
import skald.orderviews.domain.TimelineEntry;
import skald.toolkit.Handler;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.Work;

/**
 * Carries the messages of all services into one generation of the read model. The running service and a rebuild use the
 * same handlers on different tables. Whatever they do may be done again without effect.
 */
public final class Projector {

    /** What the projection is called. */
    public static final String NAME = "orders";

    private final Tables tables;
    private final MessageTypes types;
    private final Map<Class<?>, Handler<?>> handlers;

    /** A projector into {@code tables}. */
    public Projector(Tables tables, MessageTypes types) {
        this.tables = tables;
        this.types = types;
        this.handlers = Stream.of(
                        OrderEvents.ALL.stream().map(this::entry),
                        Stream.of(
                                Map.entry(UserRegistered.class, new Registered()),
                                Map.entry(UserErased.class, new Erased())))
                .<Map.Entry<? extends Class<?>, ? extends Handler<?>>>flatMap(entries -> entries)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The handlers by the class of message. */
    public Map<Class<?>, Handler<?>> handlers() {
        return handlers;
    }

    private <E> Map.Entry<Class<E>, Handler<E>> entry(OrderEvent<E> event) {
        return Map.entry(event.type(), new Folded<>(event));
    }

    /** A message about an order: the view, if it changes it, and the timeline. */
    private final class Folded<E> implements Handler<E> {
        private final OrderEvent<E> event;
        private final String type;

        Folded(OrderEvent<E> event) {
            this.event = event;
            this.type = types.name(event.type());
        }

        @Override
        public void needs(Message<E> message, Needs needs) {
            if (event.changesView()) {
                needs.of(tables.views(), UUID.fromString(message.key()));
            }
            if (event.userId() != null) {
                needs.of(tables.customers(), UUID.fromString(event.userId().apply(message.body())));
            }
        }

        @Override
        public void decide(Message<E> message, Work work) {
            UUID orderId = UUID.fromString(message.key());
            TimelineEntry entry = entry(message, orderId);
            if (event.changesView()) {
                OrderView before = work.get(tables.views(), orderId);
                OrderView after = event.fold(before, orderId, message.body(), message.at());
                if (event.userId() != null) {
                    UUID userId = UUID.fromString(event.userId().apply(message.body()));
                    Customer customer = known(userId, work);
                    after = customer.erased() ? after.withoutPersonalData() : after;
                    if (message.body() instanceof OrderPlaced placed) {
                        work.append(
                                tables.details(),
                                new DetailsChange.Added(userId, OrderDetails.of(orderId, placed, customer)));
                    }
                }
                work.put(tables.views(), orderId, after);
            }
            work.append(tables.timeline(), entry);
        }

        private TimelineEntry entry(Message<E> message, UUID orderId) {
            // source/lane/position
            String[] origin = message.id().split("/");
            if (!message.isLogged() || origin.length != 3) {
                throw new IllegalArgumentException("only messages of logs are projected, not " + message.id());
            }
            return new TimelineEntry(
                    orderId,
                    message.at(),
                    origin[0],
                    Long.parseLong(origin[2]),
                    type,
                    event.summary().apply(message.body()));
        }

        /** A user who is not known yet is noted: who registers or erases that user then knows that there are orders. */
        private Customer known(UUID userId, Work work) {
            Customer customer = work.get(tables.customers(), userId);
            if (customer == null) {
                customer = Customer.unknown();
                work.put(tables.customers(), userId, customer);
            }
            return customer;
        }
    }

    private final class Registered implements Handler<UserRegistered> {
        @Override
        public void needs(Message<UserRegistered> message, Needs needs) {
            needs.of(tables.customers(), UUID.fromString(message.body().userId()));
        }

        @Override
        public void decide(Message<UserRegistered> message, Work work) {
            UUID userId = UUID.fromString(message.body().userId());
            Customer before = work.get(tables.customers(), userId);
            Customer after = (before == null ? Customer.unknown() : before)
                    .named(message.body().name());
            work.put(tables.customers(), userId, after);
            // Nobody noted the user so far: then there are no orders, which is the usual case.
            if (before != null) {
                work.append(tables.details(), new DetailsChange.OfCustomer(userId, after));
            }
        }
    }

    private final class Erased implements Handler<UserErased> {
        @Override
        public void needs(Message<UserErased> message, Needs needs) {
            needs.of(tables.customers(), UUID.fromString(message.body().userId()));
        }

        @Override
        public void decide(Message<UserErased> message, Work work) {
            UUID userId = UUID.fromString(message.body().userId());
            Customer before = work.get(tables.customers(), userId);
            Customer after = (before == null ? Customer.unknown() : before).forgotten();
            work.put(tables.customers(), userId, after);
            work.append(tables.details(), new DetailsChange.OfCustomer(userId, after));
        }
    }
}
