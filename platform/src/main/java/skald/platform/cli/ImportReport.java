package skald.platform.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import skald.contracts.Money;
import skald.platform.client.SkaldClient;
import skald.platform.importer.Summary;

/** The summary of an import, written. */
final class ImportReport {

    private final Summary summary;
    private final Path rejects;

    ImportReport(Summary summary, Path rejects) {
        this.summary = summary;
        this.rejects = rejects;
    }

    void write(Output output) {
        switch (output.format()) {
            case JSON -> output.pretty(SkaldClient.JSON.valueToTree(summary));
            case JSONL -> output.line(SkaldClient.JSON.valueToTree(summary));
            case TABLE -> table(output);
        }
    }

    private void table(Output output) {
        Map<String, String> lines = lines();
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0) + 2;
        lines.forEach((label, value) -> output.text(label + " ".repeat(width - label.length()) + value));
    }

    private Map<String, String> lines() {
        Summary.Orders orders = summary.orders();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("customers", count(summary.customers()));
        lines.put("products", count(summary.products()));
        lines.put("lines accepted", count(summary.linesAccepted()) + " of " + count(summary.linesRead()));
        lines.put("orders placed", count(orders.placed()));
        lines.put("orders placed by earlier runs", count(orders.replayed()));
        new TreeMap<>(orders.byStatus())
                .forEach((status, number) -> lines.put(
                        "  " + status.toLowerCase(java.util.Locale.ROOT).replace('_', ' '), count(number)));
        if (orders.undecided() > 0) {
            lines.put("  not at rest yet", count(orders.undecided()));
        }
        lines.put("cancelled before they left", count(summary.cancelled()));
        lines.put("returns", count(summary.returned()));
        lines.put("cancelled, returned in earlier runs", count(summary.undosReplayed()));
        summary.amounts().forEach((currency, amounts) -> {
            lines.put("amount placed, " + currency, money(amounts.placed(), currency));
            lines.put("amount captured, " + currency, money(amounts.captured(), currency));
            lines.put("amount refunded, " + currency, money(amounts.refunded(), currency));
            lines.put("amount net, " + currency, money(amounts.net(), currency));
        });
        lines.put(
                "orders per second, placing", "%,.1f".formatted(summary.speed().placing()));
        lines.put(
                "orders per second, until at rest",
                "%,.1f".formatted(summary.speed().untilAtRest()));
        lines.put("rejects", count(summary.rejected()) + " in " + rejects);
        summary.rejects().forEach((reason, number) -> lines.put("  " + reason, count(number)));
        return lines;
    }

    private static String count(long number) {
        return "%,d".formatted(number);
    }

    private static String money(long amount, String currency) {
        return Money.isCurrency(currency) ? new Money(amount, currency).toString() : Long.toString(amount);
    }
}
