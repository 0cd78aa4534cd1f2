package skald.platform.cli;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine;
import skald.platform.client.SkaldClient;
import skald.platform.fake.FakeSkald;
import skald.platform.fake.FastTime;
import tools.jackson.databind.JsonNode;

/** Gives commands, in a folder, with an environment, and keeps what they wrote. */
final class CommandLineFixture {

    /** Of all commands of a test run: keys are never used twice by accident. */
    private static final AtomicLong IDS = new AtomicLong();

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    /** What came of a command. */
    record Run(int exit, String out, String err) {

        JsonNode json() {
            return SkaldClient.JSON.readTree(out);
        }
    }

    CommandLineFixture(Path folder) {
        this.folder = folder;
        environment.put("NO_COLOR", "1");
    }

    CommandLineFixture talkingTo(FakeSkald skald) {
        return with("SKALD_URL", skald.url().toString());
    }

    CommandLineFixture with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    CommandLineFixture typing(String text) {
        input = text;
        return this;
    }

    Run run(String... words) {
        Shell shell = new Shell(
                environment,
                folder,
                folder,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new FastTime(),
                () -> new UUID(7, IDS.incrementAndGet()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine skald = Commands.commandLine(shell);
        skald.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        int exit = skald.execute(words);
        return new Run(exit, out.toString(), err.toString());
    }
}
