package skald.platform.importer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import skald.platform.client.PatientClient;
import skald.platform.client.SkaldClient;
import skald.platform.client.Time;
import skald.platform.client.UnavailableException;

/**
 * Imports the sales of a retailer, in the form of the UCI data set "Online Retail" (InvoiceNo, StockCode, Description,
 * Quantity, InvoiceDate, UnitPrice, CustomerID, Country), into a running Skald.
 *
 * <p>An invoice becomes an order. One whose number begins with C takes back what the same customer bought before: it
 * becomes a cancellation or a return. What the file does not know is made up in the same way each time: addresses have a
 * country and no street, customers an e-mail address at retail.example, and all pay with a card that works.
 *
 * <p>One object runs one import. {@link #stop} may be called from any thread.
 */
public final class Import {

    /** Confirmed orders ship within moments; the summary does not wait for a carrier that is away. */
    private static final Duration LAST_LOOK = Duration.ofSeconds(10);

    private final URI url;
    private final Optional<String> token;
    private final Options options;
    private final Console console;
    private final Stoppable time;

    /**
     * @param url of the Skald to import into
     * @param token of somebody who may administer it
     */
    public Import(URI url, Optional<String> token, Options options, Console console, Time time) {
        this.url = url;
        this.token = token;
        this.options = options;
        this.console = console;
        this.time = new Stoppable(time);
    }

    /** With the time of this machine. */
    public Import(URI url, Optional<String> token, Options options, Console console) {
        this(url, token, options, console, Time.ofThisMachine());
    }

    /** Lets {@link #run} end soon, after the requests that are under way; run again, it goes on. */
    public void stop() {
        time.stop();
    }

    /**
     * Imports the file, or what an earlier run left of it.
     *
     * @throws ImportException if the file cannot be imported
     * @throws UnavailableException if Skald is away for longer than {@link Options#patience}
     */
    public Summary run(Path path) throws InterruptedException {
        SourceFile file = SourceFile.inspect(path);
        try (SkaldClient client = new SkaldClient(url, token);
                Rejects rejects = Rejects.to(options.rejects())) {
            client.get("/v1/products?limit=1"); // nobody waits for the reading of a file that goes nowhere
            if (!file.charset().equals(java.nio.charset.StandardCharsets.UTF_8)) {
                console.say("The file is not UTF-8; reading it as " + file.charset() + ".");
            }
            Plan plan = new Planner(options, rejects).read(file);
            console.say("%,d lines, %,d of them accepted: %,d orders, %,d cancellations and returns."
                    .formatted(
                            plan.linesRead(),
                            plan.linesAccepted(),
                            plan.orders().size(),
                            plan.undos().size()));
            return new Run(plan, rejects, client).carryOut();
        }
    }

    /** One import under way: the parts, wired, and their results. */
    private final class Run {
        private final Plan plan;
        private final Rejects rejects;
        private final Crew crew = new Crew(options.inFlight(), time, console);
        private final Registration registration;
        private final Stocking stocking;
        private final Placement placement;
        private final Standings standings;
        private final Undoing undoing;
        private Summary.Speed speed = new Summary.Speed(0, 0);

        Run(Plan plan, Rejects rejects, SkaldClient client) {
            PatientClient skald = new PatientClient(client, options.patience(), time);
            this.plan = plan;
            this.rejects = rejects;
            this.registration = new Registration(skald);
            this.stocking = new Stocking(skald, options, plan.digest(), console);
            this.placement = new Placement(skald, registration, rejects);
            this.standings = new Standings(skald, crew, time);
            this.undoing = new Undoing(skald, standings, rejects, options, time);
        }

        Summary carryOut() throws InterruptedException {
            try {
                crew.each("customers", plan.customers(), registration::register);
                crew.each("products", plan.products(), stocking::stock);
                noteOtherStock();
                place();
                undo();
                await("shipping", Standing::isQuiet, shorter(LAST_LOOK, options.waitAtMost()));
            } catch (InterruptedException e) {
                if (!time.isStopped()) {
                    throw e;
                }
            }
            return summary();
        }

        private void noteOtherStock() {
            if (stocking.otherwiseStocked() > 0) {
                console.say("%,d products had their opening stock before, in another quantity; it was left at that."
                        .formatted(stocking.otherwiseStocked()));
            }
        }

        private void place() throws InterruptedException {
            long start = time.nanos();
            Pace pace = new Pace(options.rate(), time);
            crew.each("orders", plan.orders(), invoice -> {
                pace.turn();
                placement.place(invoice);
            });
            double placing = perSecond(start);
            speed = new Summary.Speed(placing, 0);
            await("coming to rest", Standing::decided, options.waitAtMost());
            speed = new Summary.Speed(placing, perSecond(start));
        }

        private double perSecond(long start) {
            double seconds = time.since(start).toNanos() / 1e9;
            return seconds > 0 ? placement.placed().size() / seconds : 0;
        }

        private void await(String name, Predicate<Standing> wanted, Duration most) throws InterruptedException {
            List<String> ids =
                    placement.placed().stream().map(PlacedOrder::orderId).toList();
            try (Console.Progress progress = console.begin(name, ids.size())) {
                standings.await(ids, wanted, Deadline.in(most, time), progress);
            }
        }

        private static Duration shorter(Duration one, Duration other) {
            return one.compareTo(other) < 0 ? one : other;
        }

        /** Customer by customer, and each one's invoices in the order of the file. */
        private void undo() throws InterruptedException {
            Sales sales = new Sales(placement.placed(), standings::of);
            Map<String, List<Undo>> byCustomer = new TreeMap<>();
            for (Invoice invoice : plan.undos()) {
                Sales.Found found = sales.takeBack(invoice);
                found.rejects().forEach(rejects::add);
                byCustomer
                        .computeIfAbsent(invoice.customer(), _ -> new java.util.ArrayList<>())
                        .addAll(found.undos());
            }
            undoing.undoAll(byCustomer.values(), crew, console);
        }

        private Summary summary() {
            int replayed = (int)
                    placement.placed().stream().filter(PlacedOrder::replayed).count();
            int placed = placement.placed().size() - replayed;
            Map<String, Summary.Amounts> amounts = new TreeMap<>();
            for (Standing standing : standings.all()) {
                amounts.merge(standing.currency(), standing.amounts(), Summary.Amounts::plus);
            }
            long decided = standings.all().stream().filter(Standing::decided).count();
            return new Summary(
                    !time.isStopped(),
                    plan.linesRead(),
                    plan.linesAccepted(),
                    registration.registered(),
                    stocking.stocked(),
                    new Summary.Orders(placed, replayed, (int) (placed + replayed - decided), standings.counts()),
                    undoing.cancelled(),
                    undoing.returned(),
                    undoing.replayed(),
                    amounts,
                    rejects.byReason(),
                    speed);
        }
    }
}
