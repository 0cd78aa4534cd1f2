package skald.platform.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import skald.platform.client.SkaldClient;
import tools.jackson.databind.JsonNode;

/** Writes data to standard output in the form that was asked for, and messages to standard error. */
final class Output {

    private final PrintWriter out;
    private final PrintWriter err;
    private final Format format;
    private final Ansi ansi;

    Output(PrintWriter out, PrintWriter err, Format format, Ansi ansi) {
        this.out = out;
        this.err = err;
        this.format = format;
        this.ansi = ansi;
    }

    Format format() {
        return format;
    }

    /** Where messages go. */
    PrintWriter err() {
        return err;
    }

    /** A message for people. */
    void say(String message) {
        err.println(message);
        err.flush();
    }

    /** One object: labelled values for people. */
    void one(JsonNode object, List<Column> columns) {
        switch (format) {
            case JSON -> pretty(object);
            case JSONL -> line(object);
            case TABLE -> {
                int width = columns.stream()
                        .mapToInt(column -> column.title().length())
                        .max()
                        .orElse(0);
                for (Column column : columns) {
                    String text = column.text().apply(object);
                    if (!text.isEmpty()) {
                        out.println(column.title()
                                + " ".repeat(width - column.title().length() + 2)
                                + text);
                    }
                }
            }
        }
        out.flush();
    }

    /** What belongs to an object that {@link #one} has written: a table below it for people, if there are rows. */
    void below(JsonNode rows, List<Column> columns) {
        if (format == Format.TABLE && !rows.isEmpty()) {
            text("");
            table(rows.valueStream().toList(), columns);
        }
    }

    /** A table of objects, whatever the format. */
    void table(List<JsonNode> rows, List<Column> columns) {
        Table table = new Table(columns.stream().map(Column::title).toList());
        for (JsonNode row : rows) {
            table.row(columns.stream().map(column -> column.text().apply(row)).toList());
        }
        table.print(out, ansi);
        out.flush();
    }

    void pretty(JsonNode value) {
        out.println(SkaldClient.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(value));
        out.flush();
    }

    void line(JsonNode value) {
        out.println(SkaldClient.JSON.writeValueAsString(value));
        out.flush();
    }

    /** One line for people. */
    void text(String text) {
        out.println(text);
        out.flush();
    }
}
