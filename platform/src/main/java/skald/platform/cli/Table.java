package skald.platform.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** Rows of text under titles, aligned. */
final class Table {

    private static final String GAP = "  ";

    private final List<String> titles;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> titles) {
        this.titles = List.copyOf(titles);
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /** @param ansi decides whether the titles are emphasised */
    void print(PrintWriter out, Ansi ansi) {
        int[] widths = new int[titles.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = rows.stream().mapToInt(row -> length(row.get(column))).reduce(length(titles.get(i)), Math::max);
        }
        String header = line(titles, widths);
        out.println(ansi.enabled() ? ansi.string("@|bold " + header + "|@") : header);
        rows.forEach(row -> out.println(line(row, widths)));
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i))
                    .repeat(' ', widths[i] - length(cells.get(i)))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
