package skald.platform.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import skald.database.DatabaseException;
import skald.platform.run.Platform;
import skald.platform.run.Settings;
import skald.platform.run.StartException;

/** {@code skald start}: all services in this process, until it is told to stop. */
@Command(
        name = "start",
        description = "Starts all services in one process, on an embedded PostgreSQL.",
        mixinStandardHelpOptions = true)
final class StartCommand implements Callable<Integer> {
    private final RootCommand root;

    @Spec
    @Nullable
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "${env:SKALD_PORT:-8080}",
            description = "Where it answers, on this machine only. 0 takes a free port. Default: ${DEFAULT-VALUE}")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keeps everything here. Default: $SKALD_DATA, or the folder data beside the program.")
    @Nullable
    private Path data;

    @Option(names = "--memory", description = "Keeps everything in memory: for a first look. Nothing survives a stop.")
    private boolean memory;

    @Option(
            names = "--demo",
            description = "Adds a customer, a support and an admin user with a password that everybody knows, and some"
                    + " products. Never where others can reach it.")
    private boolean demo;

    @Mixin
    private BehaviourOptions behaviour = new BehaviourOptions();

    StartCommand(RootCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings settings = settings();
        Platform platform;
        try {
            platform = Platform.start(settings);
        } catch (StartException | DatabaseException e) {
            throw new CommandException(Exit.ERROR, String.valueOf(e.getMessage()));
        }
        CountDownLatch stopped = new CountDownLatch(1);
        var err = java.util.Objects.requireNonNull(spec).commandLine().getErr();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            err.println("Stopping…");
            err.flush();
            platform.close();
            stopped.countDown();
        }));
        var out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        platform.firstAdmin()
                .ifPresent(admin -> err.println("The first admin is " + admin.email() + " with the password "
                        + admin.password() + " (shown this once; ./skald user password sets another)."));
        err.flush();
        if (demo) {
            Demo.furnish(platform).forEach(err::println);
        }
        if (memory) {
            err.println("For the commands: export SKALD_TOKEN=" + platform.operatorKey());
            err.flush();
        }
        out.println("Skald is ready at " + platform.url());
        out.flush();
        stopped.await();
        return Exit.OK.code();
    }

    private Settings settings() {
        if (port < 0 || port > 65_535) {
            throw usage("--port must be 0 to 65535, not " + port);
        }
        if (data != null && data.toString().isBlank()) {
            throw usage("--data is empty: name a folder, or leave the option out");
        }
        if (memory && data != null) {
            throw usage("--memory keeps nothing, so that --data has no meaning: leave one of them out");
        }
        Path folder = data == null ? root.dataFolder() : root.shell().folder().resolve(data);
        return behaviour.settings(port, folder, memory, root.shell().environment());
    }

    private ParameterException usage(String message) {
        return new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), message);
    }
}
