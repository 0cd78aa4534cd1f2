package skald.platform.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToLongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import skald.contracts.Money;
import skald.contracts.inventory.ReleaseStock;
import skald.contracts.inventory.StockReleased;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderPlaced;
import skald.contracts.payments.CapturePayment;
import skald.contracts.payments.PaymentCaptured;
import skald.contracts.payments.PaymentRefunded;
import skald.contracts.payments.PaymentVoided;
import skald.contracts.payments.RefundPayment;
import skald.contracts.payments.VoidPayment;
import skald.contracts.shipping.CancelShipment;
import skald.contracts.shipping.ShipmentCancelled;
import skald.contracts.shipping.ShipmentDispatched;
import skald.inventory.domain.Movement;
import skald.inventory.domain.StockItem;
import skald.orders.application.PlaceOrder;
import skald.orders.domain.Product;
import skald.payments.application.CallApproved;
import skald.payments.application.CallDeclined;
import skald.payments.domain.GatewayCall;
import skald.payments.domain.GatewayCall.AskRefund;
import skald.simulation.Alterations;
import skald.toolkit.DeadLetters;
import skald.toolkit.Effect;
import skald.toolkit.Feed;
import skald.toolkit.Idempotency;
import skald.toolkit.Leases;
import skald.toolkit.Outcome;
import skald.toolkit.Rows;
import skald.toolkit.SagaRef;
import skald.toolkit.States;
import skald.toolkit.Store;
import skald.toolkit.Store.Bookkeeping;
import skald.toolkit.Store.KeptReply;
import skald.toolkit.Store.LaneState;
import skald.toolkit.Store.LogEntry;
import skald.toolkit.Tx;
import skald.toolkit.Work;
import skald.toolkit.memory.PortCalls;

/** What naive platforms get wrong, each as a change of ours, and within how many seeds the simulation must notice. */
enum PlantedBug {
    ACKNOWLEDGES_A_COMMIT_THAT_WAS_NONE(40, PlantedBug::lostCommits),
    PUBLISHES_BEFORE_THE_COMMIT(100, () -> Bugs.store(Early::log)),
    KEEPS_THE_ANSWER_BEFORE_THE_COMMIT(100, () -> Bugs.store(Early::replies)),
    NOTES_THE_POSITION_BEFORE_THE_COMMIT(400, () -> Bugs.store(Early::positions)),
    PUBLISHES_AFTER_THE_COMMIT(60, () -> Bugs.store(LateLog::new)),
    NEVER_NOTES_A_POSITION(
            60,
            () -> Bugs.store(real -> new AlteredStore(real) {
                @Override
                Bookkeeping altered(Bookkeeping b) {
                    return with(b, b.log(), Map.of(), b.replies());
                }
            })),
    REMEMBERS_EFFECTS_IN_MEMORY_ONLY(
            60,
            () -> Bugs.store(real -> new AlteredStore(real) {
                @Override
                Bookkeeping altered(Bookkeeping b) {
                    return with(b, b.timers(), List.of());
                }
            })),
    LOSES_TIMERS(
            400,
            () -> Bugs.store(real -> new AlteredStore(real) {
                @Override
                Bookkeeping altered(Bookkeeping b) {
                    return with(b, List.of(), b.effects());
                }
            })),
    KEEPS_NO_ANSWERS(
            60,
            () -> Bugs.store(real -> new AlteredStore(real) {
                @Override
                public Map<String, KeptReply> replies(Tx tx, java.util.Collection<Idempotency> requests) {
                    return Map.of();
                }

                @Override
                Bookkeeping altered(Bookkeeping b) {
                    return with(b, b.log(), b.consumed(), List.of());
                }
            })),
    TAKES_A_LOST_ANSWER_FOR_A_FAILURE(200, () -> Bugs.store(Doubting::new)),
    SKIPS_MESSAGES(
            20,
            () -> Bugs.feed(real -> new AlteredFeed(real) {
                private int read;

                @Override
                public List<LogEntry> read(int lane, long after, int max) {
                    List<LogEntry> entries = super.read(lane, after, max);
                    return entries.size() > 1 && ++read % 5 == 0 ? entries.subList(1, entries.size()) : entries;
                }
            })),
    READS_IN_THE_WRONG_ORDER(
            40,
            () -> Bugs.feed(real -> new AlteredFeed(real) {
                @Override
                public List<LogEntry> read(int lane, long after, int max) {
                    return super.read(lane, after, max).reversed();
                }
            })),
    ACKNOWLEDGES_WHAT_IT_DID_NOT_DO(40, () -> {
        int[] messages = {0};
        return Bugs.work("shipping", Set.of(), work -> ++messages[0] % 4 == 0 ? new Idle(work) : work);
    }),
    GIVES_UP_NO_AUTHORIZATION(
            200,
            () -> Bugs.decision("payments", Set.of(VoidPayment.class), (message, work) -> {
                work.publish(message.key(), new PaymentVoided(message.key()));
            })),
    CAPTURES_NOTHING(
            40,
            () -> Bugs.decision("payments", Set.of(CapturePayment.class), (message, work) -> {
                work.publish(message.key(), new PaymentCaptured(message.key(), new Money(1, "EUR")));
            })),
    REFUNDS_NOTHING(
            200,
            () -> Bugs.decision("payments", Set.of(RefundPayment.class), (message, work) -> {
                if (message.body() instanceof RefundPayment refund) {
                    work.publish(message.key(), new PaymentRefunded(message.key(), refund.refundId(), refund.amount()));
                }
            })),
    REFUNDS_UNDER_A_NEW_KEY_EACH_TIME(400, () -> Bugs.effects("payments", KeylessRefunds::new)),
    TAKES_SILENCE_FOR_A_REFUSAL(60, () -> Bugs.effects("payments", Impatient::new)),
    RELEASES_NOTHING(
            200,
            () -> Bugs.decision("inventory", Set.of(ReleaseStock.class), (message, work) -> {
                work.publish(message.key(), new StockReleased(message.key()));
            })),
    RESERVES_WITHOUT_COUNTING(
            20,
            () -> Bugs.work("inventory", Set.of(), work -> new Stock(work) {
                @Override
                StockItem altered(StockItem before, StockItem after) {
                    return after.reserved() > before.reserved() ? before : after;
                }
            })),
    SELLS_TWICE(
            20,
            () -> Bugs.work("inventory", Set.of(ShipmentDispatched.class), work -> new AlteredWork(work) {
                @Override
                public <R> void append(Rows<R> rows, R row) {
                    super.append(rows, row);
                    if (row instanceof Movement) {
                        super.append(rows, row);
                    }
                }
            })),
    RELEASES_TWICE(
            60,
            () -> Bugs.work("inventory", Set.of(), work -> new Stock(work) {
                @Override
                StockItem altered(StockItem before, StockItem after) {
                    long released = before.reserved() - after.reserved();
                    return released > 0
                            ? new StockItem(after.sku(), after.onHand(), Math.max(0, after.reserved() - released))
                            : after;
                }
            })),
    LOSES_AN_ORDER(20, () -> {
        int[] orders = {0};
        return Bugs.work("orders", Set.of(PlaceOrder.class), work -> ++orders[0] % 2 == 0 ? new Forgetful(work) : work);
    }),
    WRITES_UNDER_A_LEASE_THAT_IS_OVER(2_000, () -> {
        Map<String, Long> epochs = new HashMap<>();
        return new Alterations() {
            @Override
            public Store store(String service, Store store) {
                return new Stale(store, service, epochs);
            }
        };
    }),
    SELLS_AT_ANOTHER_PRICE(
            20,
            () -> Bugs.work("orders", Set.of(PlaceOrder.class), work -> new AlteredWork(work) {
                @Override
                @SuppressWarnings("unchecked") // a product for a product
                public <K, S> @Nullable S get(States<K, S> states, K key) {
                    S state = super.get(states, key);
                    return state instanceof Product(String sku, String name, Money price)
                            ? (S) new Product(sku, name, new Money(price.amount() + 1, price.currency()))
                            : state;
                }
            })),
    LEAVES_THE_PARCEL_TO_THE_CARRIER(
            400,
            () -> Bugs.decision(
                    "shipping",
                    Set.of(CancelShipment.class),
                    (message, work) -> work.publish(message.key(), new ShipmentCancelled(message.key())))),
    SHOWS_NO_CONFIRMATION(20, () -> Bugs.decision("order-views", Set.of(OrderConfirmed.class), (_, _) -> {})),
    PLACES_TWICE(20, () -> Bugs.work("orders", Set.of(), work -> new Echo(work, OrderPlaced.class))),
    CONFIRMS_TWICE(20, () -> Bugs.work("orders", Set.of(), work -> new Echo(work, OrderConfirmed.class)));

    private final int within;
    private final Supplier<Alterations> alterations;

    PlantedBug(int within, Supplier<Alterations> alterations) {
        this.within = within;
        this.alterations = alterations;
    }

    /** In how many seeds it is found at the latest. */
    int within() {
        return within;
    }

    Alterations planted() {
        return alterations.get();
    }

    private static Alterations lostCommits() {
        return new Alterations() {
            private int commits;

            @Override
            public PortCalls ports(PortCalls calls) {
                return new PortCalls() {
                    @Override
                    @SuppressWarnings("unchecked") // nobody uses what a commit returns
                    public <T> T make(String port, Supplier<T> call) {
                        boolean lost = port.equals("Store.commit") && ++commits % 40 == 0;
                        return lost ? (T) new Object() : calls.make(port, call);
                    }
                };
            }
        };
    }

    private static Bookkeeping with(
            Bookkeeping b,
            List<LogEntry> log,
            Map<Store.SourceLane, Long> consumed,
            java.util.Collection<KeptReply> replies) {
        return new Bookkeeping(
                b.lane(),
                b.epoch(),
                b.head(),
                b.commits(),
                log,
                consumed,
                b.timers(),
                b.timersOver(),
                b.effects(),
                b.effectsOver(),
                replies,
                b.letters());
    }

    private static Bookkeeping with(
            Bookkeeping b,
            java.util.Collection<Store.Timer> timers,
            java.util.Collection<Store.PendingEffect> effects) {
        return new Bookkeeping(
                b.lane(),
                b.epoch(),
                b.head(),
                b.commits(),
                b.log(),
                b.consumed(),
                timers,
                b.timersOver(),
                effects,
                b.effectsOver(),
                b.replies(),
                b.letters());
    }

    /** Only the lane's own line, as it was before {@code b}. */
    private static Bookkeeping nothing(Bookkeeping b) {
        return new Bookkeeping(
                b.lane(),
                b.epoch(),
                b.head() - b.log().size(),
                b.commits() - 1,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                DeadLetters.Changes.NONE);
    }

    /** Commits a part of the batch before the rest. */
    private static final class Early extends AlteredStore {
        private final boolean log;
        private final boolean replies;
        private final boolean positions;

        private Early(Store real, boolean log, boolean replies, boolean positions) {
            super(real);
            this.log = log;
            this.replies = replies;
            this.positions = positions;
        }

        static Store log(Store real) {
            return new Early(real, true, false, false);
        }

        static Store replies(Store real) {
            return new Early(real, false, true, false);
        }

        static Store positions(Store real) {
            return new Early(real, false, false, true);
        }

        @Override
        Bookkeeping altered(Bookkeeping b) {
            Bookkeeping none = nothing(b);
            Bookkeeping first = with(
                    none,
                    log ? b.log() : none.log(),
                    positions ? b.consumed() : none.consumed(),
                    replies ? b.replies() : none.replies());
            if (!first.log().isEmpty()
                    || !first.consumed().isEmpty()
                    || !first.replies().isEmpty()) {
                atOnce(first);
            }
            return with(
                    b,
                    log ? List.of() : b.log(),
                    positions ? Map.of() : b.consumed(),
                    replies ? List.of() : b.replies());
        }
    }

    /** Writes the log with the batch after the one that it belongs to; a crash in between loses it. */
    private static final class LateLog extends AlteredStore {
        private final List<LogEntry> late = new ArrayList<>();

        LateLog(Store real) {
            super(real);
        }

        @Override
        Bookkeeping altered(Bookkeeping b) {
            List<LogEntry> now = List.copyOf(late);
            late.clear();
            late.addAll(b.log());
            return with(b, now, b.consumed(), b.replies());
        }
    }

    /** Says that the last commit did not happen, whatever became of it. */
    private static final class Doubting extends AlteredStore {
        private @Nullable Bookkeeping last;

        Doubting(Store real) {
            super(real);
        }

        @Override
        Bookkeeping altered(Bookkeeping b) {
            last = b;
            return b;
        }

        @Override
        public LaneState takeOver(int lane, String owner) {
            LaneState state = super.takeOver(lane, owner);
            Bookkeeping b = last;
            return b == null || b.lane() != lane || b.commits() != state.commits()
                    ? state
                    : new LaneState(
                            state.epoch(),
                            b.head() - b.log().size(),
                            b.commits() - 1,
                            state.consumed(),
                            state.effects(),
                            state.parked());
        }
    }

    private static class AlteredFeed implements Feed {
        private final Feed real;

        AlteredFeed(Feed real) {
            this.real = real;
        }

        @Override
        public String source() {
            return real.source();
        }

        @Override
        public int lanes() {
            return real.lanes();
        }

        @Override
        public long head(int lane) {
            return real.head(lane);
        }

        @Override
        public List<LogEntry> read(int lane, long after, int max) {
            return real.read(lane, after, max);
        }

        @Override
        public void keepFor(IntToLongFunction consumed) {
            real.keepFor(consumed);
        }

        @Override
        public void onAppend(Runnable signal) {
            real.onAppend(signal);
        }
    }

    /** Writes with the newest epoch of its lane, whoever has it. */
    private static final class Stale extends AlteredStore {
        private final String service;
        private final Map<String, Long> epochs;

        Stale(Store real, String service, Map<String, Long> epochs) {
            super(real);
            this.service = service;
            this.epochs = epochs;
        }

        private LaneState noted(int lane, LaneState state) {
            epochs.put(service + lane, state.epoch());
            return state;
        }

        @Override
        public LaneState takeOver(int lane, String owner) {
            return noted(lane, super.takeOver(lane, owner));
        }

        @Override
        public Leases leases() {
            Leases leases = super.leases();
            return new Leases() {
                @Override
                public Optional<LaneState> acquire(int lane, String owner, Duration lease) {
                    return leases.acquire(lane, owner, lease).map(state -> noted(lane, state));
                }

                @Override
                public void renew(int lane, long epoch, Duration lease) {
                    leases.renew(lane, epochs.getOrDefault(service + lane, epoch), lease);
                }

                @Override
                public void release(int lane, long epoch) {
                    leases.release(lane, epoch);
                }

                @Override
                public void announce(String instance, Duration lease) {
                    leases.announce(instance, lease);
                }

                @Override
                public void leave(String instance) {
                    leases.leave(instance);
                }

                @Override
                public Roster roster() {
                    return leases.roster();
                }
            };
        }

        @Override
        Bookkeeping altered(Bookkeeping b) {
            return new Bookkeeping(
                    b.lane(),
                    epochs.getOrDefault(service + b.lane(), b.epoch()),
                    b.head(),
                    b.commits(),
                    b.log(),
                    b.consumed(),
                    b.timers(),
                    b.timersOver(),
                    b.effects(),
                    b.effectsOver(),
                    b.replies(),
                    b.letters());
        }
    }

    /** Decides and answers, and keeps nothing. */
    private static final class Forgetful extends AlteredWork {
        private final Map<Object, Object> puts = new HashMap<>();

        Forgetful(Work real) {
            super(real);
        }

        @Override
        @SuppressWarnings("unchecked") // it was put under this key
        public <K, S> @Nullable S get(States<K, S> states, K key) {
            return puts.containsKey(key) ? (S) puts.get(key) : super.get(states, key);
        }

        @Override
        public <K, S> void put(States<K, S> states, K key, S state) {
            puts.put(key, state);
        }

        @Override
        public void publish(String key, Object body) {}

        @Override
        public void send(String key, Object body, SagaRef saga) {}

        @Override
        public void schedule(String key, String name, Instant dueAt, Object body) {}
    }

    /** Records nothing. */
    private static final class Idle extends AlteredWork {
        Idle(Work real) {
            super(real);
        }

        @Override
        public <K, S> void put(States<K, S> states, K key, S state) {}

        @Override
        public void publish(String key, Object body) {}

        @Override
        public void effect(String id, String key, Object request) {}
    }

    /** Counts stock in another way. */
    private abstract static class Stock extends AlteredWork {
        Stock(Work real) {
            super(real);
        }

        abstract StockItem altered(StockItem before, StockItem after);

        @Override
        @SuppressWarnings("unchecked") // an item for an item
        public <K, S> void put(States<K, S> states, K key, S state) {
            boolean isStock = state instanceof StockItem && get(states, key) instanceof StockItem;
            super.put(states, key, isStock ? (S) altered((StockItem) get(states, key), (StockItem) state) : state);
        }
    }

    /** Says everything of one kind twice. */
    private static final class Echo extends AlteredWork {
        private final Class<?> event;

        Echo(Work real, Class<?> event) {
            super(real);
            this.event = event;
        }

        @Override
        public void publish(String key, Object body) {
            super.publish(key, body);
            if (event.isInstance(body)) {
                super.publish(key, body);
            }
        }
    }

    /** Makes up a new key for every attempt of a refund. */
    private static final class KeylessRefunds implements Effect<Object> {
        private final Effect<Object> real;
        private int attempts;

        KeylessRefunds(Effect<Object> real) {
            this.real = real;
        }

        @Override
        public Outcome perform(String key, Object request) throws Exception {
            if (request instanceof AskRefund(String order, String refund, Money amount)) {
                real.perform(key, new AskRefund(order, refund + ++attempts, amount));
                return new Outcome.Known(new CallApproved(order, ((GatewayCall) request).transaction()));
            }
            return real.perform(key, request);
        }

        @Override
        public @Nullable Object unresolved(String key, Object request, String reason) {
            return real.unresolved(key, request, reason);
        }
    }

    /** Does not ask what became of a call that was not answered. */
    private static final class Impatient implements Effect<Object> {
        private final Effect<Object> real;

        Impatient(Effect<Object> real) {
            this.real = real;
        }

        @Override
        public Outcome perform(String key, Object request) throws Exception {
            return real.perform(key, request);
        }

        @Override
        public Outcome ask(String key, Object request) {
            GatewayCall call = (GatewayCall) request;
            return new Outcome.Known(new CallDeclined(call.orderId(), call.transaction(), "no answer in time"));
        }

        @Override
        public @Nullable Object unresolved(String key, Object request, String reason) {
            return real.unresolved(key, request, reason);
        }
    }
}
