package skald.platform.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald user add}, {@code show}, {@code list} and {@code password}. */
final class UserCommands {

    private static final List<Column> DETAILS = List.of(
            Column.of("user", "userId"),
            Column.of("e-mail", "email"),
            Column.of("name", "name"),
            Column.of("roles", "roles"),
            Column.of("registered", "registeredAt"));

    private static final List<Column> ROW = List.of(
            Column.of("USER", "userId"),
            Column.of("E-MAIL", "email"),
            Column.of("NAME", "name"),
            Column.of("ROLES", "roles"),
            Column.of("REGISTERED", "registeredAt"));

    private UserCommands() {}

    /** {@code skald user add}. */
    @Command(name = "add", description = "Registers a user.")
    static final class Add extends ApiCommand {
        @Option(names = "--email", required = true, paramLabel = "EMAIL", description = "No two users have the same.")
        private String email = "";

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "How to address the user.")
        private String name = "";

        @Option(
                names = "--role",
                paramLabel = "ROLE",
                description = "customer, support or admin; repeatable. Default: customer.")
        private List<String> roles = new ArrayList<>();

        @Option(
                names = "--key",
                paramLabel = "KEY",
                description = "Idempotency key: repeated with it, one user is added.")
        private @Nullable String key;

        Add(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            ObjectNode body =
                    SkaldClient.JSON.createObjectNode().put("email", email).put("name", name);
            if (!roles.isEmpty()) {
                roles.forEach(body.putArray("roles")::add);
            }
            String chosen = key == null ? shell().ids().next().toString() : key;
            output.one(client.call(Call.post("/v1/users", body).withKey(chosen)).body(), DETAILS);
            return Exit.OK;
        }
    }

    /** {@code skald user show}. */
    @Command(name = "show", description = "Shows a user.")
    static final class Show extends ApiCommand {
        @Parameters(paramLabel = "USER", description = "The user's id.")
        private String id = "";

        Show(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            output.one(client.get("/v1/users/" + Call.segment(id)).body(), DETAILS);
            return Exit.OK;
        }
    }

    /** {@code skald user list}. */
    @Command(name = "list", description = "Lists users.")
    static final class All extends ApiCommand {
        @Option(names = "--email", paramLabel = "EMAIL", description = "Only the one with this address.")
        private String email = "";

        @Mixin
        private Listing listing = new Listing();

        All(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            return listing.print(
                    client, Query.of("/v1/users").with("email", email).path(), output, ROW);
        }
    }

    /** {@code skald user password}. */
    @Command(
            name = "password",
            description = "Sets a user's password, read from standard input, and ends all sessions of the user.")
    static final class Password extends ApiCommand {
        @Parameters(paramLabel = "USER", description = "The user's id.")
        private String id = "";

        Password(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            // Not an option: other users of the machine see the options of a command.
            ObjectNode body = SkaldClient.JSON.createObjectNode().put("password", typed());
            client.call(Call.put("/v1/users/" + Call.segment(id) + "/password", body));
            output.say("The password is set.");
            return Exit.OK;
        }

        private String typed() {
            try {
                return new String(shell().input().readAllBytes(), StandardCharsets.UTF_8).strip();
            } catch (IOException e) {
                throw new CommandException(Exit.ERROR, "The password cannot be read: " + e.getMessage() + ".");
            }
        }
    }
}
