package skald.platform.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import skald.orders.SagaStyle;
import skald.platform.client.PatientClient;
import skald.platform.client.Time;
import skald.platform.client.UnavailableException;
import skald.toolkit.http.ProblemException;

/**
 * A run: starts a Skald of its own on data of its own, has clients place orders, kills it in the middle as often as is
 * wanted, starts it again, and looks at what became of the orders. Stops by itself. For one run, by one thread.
 */
public final class Chaos {

    /** From one acknowledged order to the next; bounds a run in which Skald has come to a stop. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    /** With a Skald that nobody disturbs. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final String command;
    private final Plan plan;
    private final SagaStyle style;
    private final Time time;
    private final long start;
    private final Consumer<String> console;
    private int kills;

    /**
     * A run of {@code orders} orders and {@code kills} kills.
     *
     * @param seed tells which orders, and what is killed when
     * @param targets of the kills, in turns; one that is named more often is killed more often
     * @param style who carries the orders
     * @param console is told how it goes, in lines
     */
    public Chaos(
            long seed,
            int orders,
            int kills,
            List<Target> targets,
            SagaStyle style,
            Time time,
            Consumer<String> console) {
        this.command = "./skald chaos --orders %d --kills %d --seed %d --saga %s"
                        .formatted(orders, kills, seed, style.name().toLowerCase(Locale.ROOT))
                + targets.stream().map(target -> " --target " + target.name()).collect(Collectors.joining());
        this.style = style;
        this.plan = Plan.of(seed, orders, kills, targets);
        this.time = time;
        this.start = time.nanos();
        this.console = console;
    }

    /** Does it. An interruption ends it and leaves nothing behind. */
    public ChaosReport run() throws InterruptedException {
        Path folder = folder();
        boolean keep = false;
        try {
            Acknowledgements acknowledgements = new Acknowledgements();
            List<String> findings = findings(folder, acknowledgements);
            keep = !findings.isEmpty();
            return new ChaosReport(
                    plan.seed(),
                    acknowledgements.size(),
                    kills,
                    time.since(start),
                    findings,
                    keep ? Optional.of(folder) : Optional.empty(),
                    command);
        } finally {
            if (!keep) {
                Leftovers.delete(folder, time);
            }
        }
    }

    private List<String> findings(Path folder, Acknowledgements acknowledgements) throws InterruptedException {
        List<String> findings = new ArrayList<>();
        try (Victim victim = new Victim(folder, style, time)) {
            try {
                findings.addAll(disturb(victim, acknowledgements));
            } catch (ChaosException | UnavailableException | ProblemException e) {
                findings.add(String.valueOf(e.getMessage()));
            }
            findings.addAll(acknowledgements.complaints());
        }
        if (findings.isEmpty()) {
            say("Looking into the databases.");
            findings.addAll(Remains.findings(folder.resolve("data")));
        }
        return findings;
    }

    private List<String> disturb(Victim victim, Acknowledgements acknowledgements) throws InterruptedException {
        List<String> findings = new ArrayList<>();
        say("Starting a Skald of its own.");
        victim.launch();
        victim.awaitReady();
        List<String> users = Shop.open(patient(victim), plan);
        say("Placing " + plan.orders().size() + " orders.");
        try (Clients clients = new Clients(victim, time, users, acknowledgements)) {
            clients.place(plan.orders());
            for (Strike strike : plan.strikes()) {
                strike(strike, victim, acknowledgements);
            }
            victim.awaitReady();
            if (!clients.finish()) {
                findings.add("The clients did not come to an end");
            }
        }
        say("All orders are answered; waiting for their ends.");
        Aftermath aftermath = new Aftermath(patient(victim), plan, acknowledgements, time);
        findings.addAll(aftermath.findings());
        if (findings.isEmpty()) {
            findings.addAll(aftermath.repeat(users));
            findings.addAll(aftermath.findings());
        }
        if (!victim.stop()) {
            findings.add("Skald did not stop when it was told to");
        }
        return findings;
    }

    private void strike(Strike strike, Victim victim, Acknowledgements acknowledgements) throws InterruptedException {
        if (!strike.again()) {
            victim.awaitReady();
            if (!acknowledgements.await(strike.acknowledged(), LONGEST_WAIT)) {
                throw new ChaosException("No order was acknowledged for " + LONGEST_WAIT + ", before there were "
                        + strike.acknowledged() + ". Skald's log: " + victim.log());
            }
        }
        time.pass(strike.pause());
        if (!victim.isAlive()) {
            throw new ChaosException("Skald ended by itself. Its log: " + victim.log());
        }
        victim.strike(strike.target());
        kills++;
        say(strike.toString());
        if (strike.target().endsTheProcess()) {
            victim.launch();
        }
    }

    private PatientClient patient(Victim victim) {
        return new PatientClient(victim.client(), PATIENCE, time);
    }

    private void say(String line) {
        console.accept("%6.1f s  %s".formatted(time.since(start).toMillis() / 1000.0, line));
    }

    /** PostgreSQL, which may run as another user, must get through it, though not read it. */
    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("skald-chaos-").toRealPath();
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
