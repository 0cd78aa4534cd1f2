package skald.platform.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import skald.contracts.Line;
import skald.platform.client.Answer;
import skald.platform.client.Call;
import skald.platform.client.OrderView;
import skald.platform.client.SkaldClient;
import skald.platform.client.UnavailableException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code skald order place}. */
@Command(
        name = "place",
        description = "Places an order.",
        footer = {
            "",
            "Example:",
            "  skald order place --user USER-ID --line MUG:2 --line TEA:1 --name Ada --street \"1 High Street\" \\",
            "      --city London --country GB --token tok_visa --wait"
        })
final class PlaceOrder extends ApiCommand {

    @ArgGroup(multiplicity = "1")
    private Source source = new Source();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Idempotency key: however often the command is repeated with it, one order is placed.")
    private @Nullable String key;

    @Option(names = "--wait", description = "Wait until the order is confirmed (exit 0) or has failed (exit 1).")
    private boolean wait;

    PlaceOrder(RootCommand root) {
        super(root);
    }

    /** The order is said by options, or in a file. */
    static final class Source {
        @ArgGroup(exclusive = false)
        private @Nullable Options options;

        @Option(
                names = "--file",
                required = true,
                paramLabel = "FILE",
                description = "The order as the JSON of POST /v1/orders; - reads standard input.")
        private @Nullable String file;
    }

    /** The parts of an order. */
    static final class Options {
        @Option(names = "--user", required = true, paramLabel = "ID", description = "Who orders.")
        private String user = "";

        @Option(
                names = "--line",
                required = true,
                paramLabel = "SKU:QTY",
                converter = LineArgument.class,
                description = "What and how many; repeatable.")
        private List<Line> lines = new ArrayList<>();

        @Option(names = "--name", required = true, paramLabel = "NAME", description = "Who receives it.")
        private String name = "";

        @Option(names = "--street", required = true, paramLabel = "STREET", description = "With the house number.")
        private String street = "";

        @Option(names = "--postal-code", paramLabel = "CODE", description = "If the country has them.")
        private @Nullable String postalCode;

        @Option(names = "--city", required = true, paramLabel = "CITY", description = "City or town.")
        private String city = "";

        @Option(names = "--country", required = true, paramLabel = "CC", description = "ISO 3166 code, such as GB.")
        private String country = "";

        @Option(
                names = "--token",
                required = true,
                paramLabel = "TOKEN",
                description = "The card, as a token of the payment gateway's.")
        private String token = "";

        @Option(names = "--reference", paramLabel = "TEXT", description = "Your own number for the order.")
        private @Nullable String reference;

        ObjectNode json() {
            ObjectNode order = SkaldClient.JSON.createObjectNode();
            order.put("userId", user);
            order.set("lines", LineArgument.json(lines));
            ObjectNode shipTo = order.putObject("shipTo").put("name", name).put("street", street);
            Optional.ofNullable(postalCode).ifPresent(code -> shipTo.put("postalCode", code));
            shipTo.put("city", city).put("country", country);
            order.putObject("payment").put("method", "card").put("token", token);
            Optional.ofNullable(reference).ifPresent(text -> order.put("reference", text));
            return order;
        }
    }

    @Override
    Exit run(SkaldClient client, Output output) throws InterruptedException {
        JsonNode order = source.options == null ? fromFile(Optional.ofNullable(source.file)) : source.options.json();
        String chosen = key == null ? shell().ids().next().toString() : key;
        Answer placed = place(client, Call.post("/v1/orders", order).withKey(chosen), output, chosen);
        if (!wait) {
            output.one(placed.body(), OrderQueries.DETAILS);
            return Exit.OK;
        }
        output.say("Placed " + placed.text("orderId") + "; waiting for its end.");
        OrderView end = new OrderPoll(client, shell().time()).until(placed.text("orderId"), OrderView::decided);
        output.one(end.json(), OrderQueries.DETAILS);
        if (end.failed()) {
            output.say("The order was not carried through. skald order timeline " + end.id() + " tells why.");
            return Exit.ERROR;
        }
        return Exit.OK;
    }

    private static Answer place(SkaldClient client, Call call, Output output, String key) throws InterruptedException {
        try {
            Answer placed = client.call(call);
            if (placed.replayed()) {
                output.say("This order was placed before, with the same key; it is not placed twice.");
            }
            return placed;
        } catch (UnavailableException e) {
            output.say("To try again without the risk of ordering twice, repeat the command with --key " + key);
            throw e;
        }
    }

    private JsonNode fromFile(Optional<String> name) {
        String file = name.orElseThrow();
        try {
            byte[] bytes = file.equals("-")
                    ? shell().input().readAllBytes()
                    : Files.readAllBytes(shell().folder().resolve(file));
            return SkaldClient.JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new CommandException(
                    Exit.ERROR, "What is in " + file + " is not valid JSON: " + e.getOriginalMessage() + ". Mend it.");
        } catch (IOException e) {
            throw new CommandException(Exit.ERROR, "Cannot read " + file + ": " + e.getMessage() + ". Name another.");
        }
    }
}
