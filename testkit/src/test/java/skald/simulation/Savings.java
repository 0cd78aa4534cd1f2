package skald.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import skald.toolkit.Handler;
import skald.toolkit.Idempotency;
import skald.toolkit.Message;
import skald.toolkit.MessageTypes;
import skald.toolkit.Needs;
import skald.toolkit.ServiceDefinition;
import skald.toolkit.Work;
import skald.toolkit.memory.InMemoryStates;
import skald.toolkit.memory.InMemoryStore;

/** A scenario as somebody who uses the toolkit writes it: a till takes money, and a ledger in another service adds it up. */
final class Savings implements Scenario {
    private static final int PAYMENTS = 8;

    record Pay(long amount) {}

    record Paid(long amount) {}

    record Receipt(long amount) {}

    private final InMemoryStates<String, Long> tills = new InMemoryStates<>();
    private final InMemoryStates<String, Long> ledger = new InMemoryStates<>();
    private final List<Long> receipts = new ArrayList<>();
    private final Handler<Pay> till;
    private Network network = new Network(new World(Plan.of(0), CrashPoints.none(), null));

    Savings() {
        this(new Till());
    }

    private Savings(Till till) {
        this.till = adding(tills, till);
    }

    /** A till that forgets to put the money into its box, but says so. */
    static Savings withAForgetfulTill() {
        return new Savings(new Till(true));
    }

    @Override
    public void begin(World world) {
        network = new Network(world);
        MessageTypes types = MessageTypes.of("savings", Pay.class, Paid.class, Receipt.class);
        InMemoryStore front = network.store();
        network.add(
                "till",
                2,
                front,
                _ -> ServiceDefinition.named("till")
                        .types(types)
                        .handle(Pay.class, till)
                        .build());
        InMemoryStore back = network.store();
        network.add(
                "ledger",
                1,
                back,
                _ -> ServiceDefinition.named("ledger")
                        .types(types)
                        .reads("till")
                        .handle(
                                Paid.class,
                                adding(ledger, (message, _) -> message.body().amount()))
                        .build());
        network.start();
        for (int i = 0; i < PAYMENTS; i++) {
            String key = "payment-" + i;
            var once = new Idempotency("somebody", "pay", key, key);
            world.after(
                    world.some(Duration.ofSeconds(30)),
                    "pays",
                    () -> network.ask(
                            "till", once, (_, _) -> new Caller.Request("box", new Pay(1)), _ -> receipts.add(1L)));
        }
    }

    @Override
    public boolean isAtRest() {
        return receipts.size() >= PAYMENTS && network.isQuiet();
    }

    @Override
    public List<String> broken() {
        List<String> broken = new ArrayList<>(network.broken());
        if (tills.find("box").orElse(0L) != PAYMENTS) {
            broken.add("the till has " + tills.find("box"));
        }
        if (ledger.find("box").orElse(0L) != PAYMENTS) {
            broken.add("the ledger has " + ledger.find("box"));
        }
        return broken;
    }

    private interface Amount<B> {
        long of(Message<B> message, Work work);
    }

    private record Till(boolean forgetful) implements Amount<Pay> {
        Till() {
            this(false);
        }

        @Override
        public long of(Message<Pay> message, Work work) {
            work.publish(message.key(), new Paid(message.body().amount()));
            work.reply(new Receipt(message.body().amount()));
            return forgetful ? 0 : message.body().amount();
        }
    }

    private static <B> Handler<B> adding(InMemoryStates<String, Long> sums, Amount<B> amount) {
        return new Handler<>() {
            @Override
            public void needs(Message<B> message, Needs needs) {
                needs.of(sums, message.key());
            }

            @Override
            public void decide(Message<B> message, Work work) {
                Long before = work.get(sums, message.key());
                work.put(sums, message.key(), (before == null ? 0 : before) + amount.of(message, work));
            }
        };
    }
}
