package skald.platform.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import skald.platform.client.Call;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.node.ObjectNode;

/** What an operator can do to a saga that does not go on by itself; each is written down with who and why. */
final class SagaVerbs {

    private static final String REASON = "Why, for those who look at it later.";
    private static final String STEP = "Only this step, if several are under way.";

    private static final List<Column> RESULT = List.of(
            Column.of("saga", "sagaId"),
            Column.of("status", "status"),
            Column.of("step", "step"),
            Column.of("changed", "changed"));

    private SagaVerbs() {}

    /** What the outcome of a step may be. */
    enum Outcome {
        DONE,
        REFUSED,
        UNDONE
    }

    private abstract static class Verb extends ApiCommand {
        @Parameters(paramLabel = "SAGA", description = "The saga's id, or the id of the order that it carries.")
        private String id = "";

        Verb(RootCommand root) {
            super(root);
        }

        Exit send(SkaldClient client, Output output, String verb, ObjectNode body) throws InterruptedException {
            String key = shell().ids().next().toString();
            String path = "/v1/sagas/" + Call.segment(id) + '/' + verb;
            output.one(client.call(Call.post(path, body).withKey(key)).body(), RESULT);
            output.say("See how it goes on with: skald saga show " + id);
            return Exit.OK;
        }

        static ObjectNode body(@Nullable String step, @Nullable String reason) {
            ObjectNode body = SkaldClient.JSON.createObjectNode();
            if (step != null) {
                body.put("step", step);
            }
            if (reason != null) {
                body.put("reason", reason);
            }
            return body;
        }
    }

    /** {@code skald saga retry}. */
    @Command(name = "retry", description = "Sends the command of every stuck step again, with all attempts anew.")
    static final class Retry extends Verb {
        @Option(names = "--step", paramLabel = "STEP", description = STEP)
        private @Nullable String step;

        @Option(names = "--reason", paramLabel = "TEXT", description = REASON)
        private @Nullable String reason;

        Retry(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            return send(client, output, "retry", body(step, reason));
        }
    }

    /** {@code skald saga resume}. */
    @Command(
            name = "resume",
            description = "Waits again for what is under way, with all attempts anew, but sends nothing at once.")
    static final class Resume extends Verb {
        @Option(names = "--step", paramLabel = "STEP", description = STEP)
        private @Nullable String step;

        @Option(names = "--reason", paramLabel = "TEXT", description = REASON)
        private @Nullable String reason;

        Resume(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            return send(client, output, "resume", body(step, reason));
        }
    }

    /** {@code skald saga skip}. */
    @Command(name = "skip", description = "Goes on as if the stuck step, or its compensation, were done.")
    static final class Skip extends Verb {
        @Option(names = "--step", paramLabel = "STEP", description = STEP)
        private @Nullable String step;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = REASON)
        private String reason = "";

        Skip(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            return send(client, output, "skip", body(step, reason));
        }
    }

    /** {@code skald saga resolve}. */
    @Command(name = "resolve", description = "Says what a step that nobody answers really came to.")
    static final class Resolve extends Verb {
        @Option(names = "--step", paramLabel = "STEP", description = STEP)
        private @Nullable String step;

        @Option(
                names = "--outcome",
                required = true,
                paramLabel = "OUTCOME",
                description = "What it came to: ${COMPLETION-CANDIDATES}.")
        private Outcome outcome = Outcome.DONE;

        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = REASON)
        private String reason = "";

        Resolve(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            ObjectNode body = body(step, reason);
            body.put("outcome", outcome.name().toLowerCase(Locale.ROOT));
            return send(client, output, "resolve", body);
        }
    }

    /** {@code skald saga compensate}. */
    @Command(name = "compensate", description = "Turns a saga around that has not reached its pivot.")
    static final class Compensate extends Verb {
        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = REASON)
        private String reason = "";

        Compensate(RootCommand root) {
            super(root);
        }

        @Override
        Exit run(SkaldClient client, Output output) throws InterruptedException {
            return send(client, output, "compensate", body(null, reason));
        }
    }
}
