package skald.platform.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import skald.database.DataFolder;
import skald.database.DatabaseException;
import skald.orders.SagaStyle;
import skald.platform.cluster.Cluster;
import skald.platform.cluster.ClusterException;

/** {@code skald cluster}: the split topology on this machine. */
final class ClusterCommands {
    private ClusterCommands() {}

    /** What the three have in common. */
    abstract static class OfCluster implements Callable<Integer> {
        final RootCommand root;

        @Spec
        @Nullable
        CommandSpec spec;

        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "Where everything is kept. Default: $SKALD_DATA, or the folder data beside the program.")
        @Nullable
        private Path data;

        OfCluster(RootCommand root) {
            this.root = root;
        }

        Path folder() {
            return data == null ? root.dataFolder() : root.shell().folder().resolve(data);
        }

        void say(String message) {
            PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
            err.println(message);
            err.flush();
        }

        void print(String line) {
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println(line);
            out.flush();
        }
    }

    /** {@code skald cluster up}. */
    @Command(
            name = "up",
            description =
                    "Starts PostgreSQL, Kafka, every service and the gateway, each as a process, until it is told to"
                            + " stop. What ends is started again. Logs are in the folder logs of the data.",
            mixinStandardHelpOptions = true)
    static final class Up extends OfCluster {
        @Option(
                names = "--port",
                paramLabel = "PORT",
                defaultValue = "8080",
                description = "The gateway's; 0 takes a free one.")
        private int port;

        @Option(names = "--saga", paramLabel = "STYLE", defaultValue = "orchestration", description = "As of start.")
        private SagaStyle saga = SagaStyle.ORCHESTRATION;

        Up(RootCommand root) {
            super(root);
        }

        @Override
        public Integer call() throws InterruptedException {
            Cluster cluster;
            try {
                cluster = Cluster.up(
                        folder(),
                        port,
                        broker(),
                        List.of("--saga", saga.name().toLowerCase(java.util.Locale.ROOT)),
                        this::say);
            } catch (ClusterException | DatabaseException e) {
                throw new CommandException(Exit.ERROR, String.valueOf(e.getMessage()));
            }
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                        say("Stopping…");
                        cluster.close();
                        stopped.countDown();
                    }));
            print("Skald is ready at " + cluster.url());
            stopped.await();
            return Exit.OK.code();
        }

        private static String broker() {
            String classes = System.getProperty("skald.broker", "");
            if (classes.isEmpty()) {
                throw new CommandException(Exit.ERROR, "Start it with ./skald, which knows where the Kafka broker is.");
            }
            return classes;
        }
    }

    /** {@code skald cluster status}. */
    @Command(
            name = "status",
            description = "Shows each process and whether it is ready. Exits 6 if one is not, or none runs.",
            mixinStandardHelpOptions = true)
    static final class Status extends OfCluster {
        Status(RootCommand root) {
            super(root);
        }

        @Override
        public Integer call() {
            Properties members = new Properties();
            try (var reader = Files.newBufferedReader(folder().resolve(Cluster.MEMBERS))) {
                members.load(reader);
            } catch (IOException _) {
                throw new CommandException(
                        Exit.UNAVAILABLE,
                        "There is no cluster in " + folder() + ". Start one with ./skald cluster up.");
            }
            boolean all = true;
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (String name : new TreeSet<>(members.stringPropertyNames())) {
                    String address = members.getProperty(name);
                    if (address.startsWith("http")) {
                        boolean ready = Cluster.isReady(client, URI.create(address));
                        all &= ready;
                        print("%-14s %-24s %s".formatted(name, address, ready ? "ready" : "away"));
                    }
                }
            }
            return all ? Exit.OK.code() : Exit.UNAVAILABLE.code();
        }
    }

    /** {@code skald cluster down}. */
    @Command(
            name = "down",
            description = "Stops the cluster that runs on this data, in order; the data stay.",
            mixinStandardHelpOptions = true)
    static final class Down extends OfCluster {
        private static final Duration PATIENCE = Duration.ofMinutes(2);

        Down(RootCommand root) {
            super(root);
        }

        @Override
        public Integer call() throws InterruptedException {
            Optional<ProcessHandle> running = Files.exists(folder().resolve(Cluster.MEMBERS))
                    ? DataFolder.running(folder()).flatMap(instance -> ProcessHandle.of(instance.pid()))
                    : Optional.empty();
            if (running.isEmpty()) {
                say("No cluster runs in " + folder() + ".");
                return Exit.OK.code();
            }
            running.get().destroy();
            try {
                running.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                return Exit.OK.code();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException _) {
                throw new CommandException(
                        Exit.ERROR,
                        "The cluster (process " + running.get().pid()
                                + ") does not stop; see the folder logs of its data.");
            }
        }
    }
}
