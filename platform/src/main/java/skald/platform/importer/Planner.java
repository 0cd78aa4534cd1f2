package skald.platform.importer;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads the file, line by line, into a {@link Plan}; what is no line of an order goes to the rejects. */
final class Planner {

    private final LineRules rules;
    private final int limit;
    private final Rejects rejects;

    private final Set<String> imported = new HashSet<>();
    private final Map<String, Invoice> invoices = new LinkedHashMap<>();
    private final Map<String, Product> products = new LinkedHashMap<>();
    private long read;
    private long accepted;

    Planner(Options options, Rejects rejects) {
        this.rules = new LineRules(options.currency());
        this.limit = options.limit().orElse(Integer.MAX_VALUE);
        this.rejects = rejects;
    }

    Plan read(SourceFile file) {
        try (Reader text = file.reader();
                CSVParser csv = CSVFormat.RFC4180
                        .builder()
                        .setIgnoreEmptyLines(false)
                        .get()
                        .parse(text)) {
            lines(csv, file.path());
        } catch (IOException e) {
            throw SourceFile.unreadable(file.path(), e);
        }
        return plan(file.digest());
    }

    private void lines(CSVParser csv, Path path) throws IOException {
        Iterator<CSVRecord> records = csv.iterator();
        long number = 1;
        try {
            if (!records.hasNext()) {
                throw new ImportException(path + " is empty. Its first line must name the columns.");
            }
            List<String> header = header(records.next());
            Map<Field, Integer> positions = Field.positions(header);
            number = csv.getCurrentLineNumber() + 1;
            while (records.hasNext()) {
                CSVRecord record = records.next();
                boolean blank = record.size() == 1 && record.get(0).isBlank();
                if (!blank) {
                    line(number, record, header.size(), positions);
                }
                number = csv.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CSVException) {
                throw new ImportException(
                        "The line that begins at %d of %s is no CSV: %s. Look for a quotation mark that is never closed."
                                .formatted(number, path, e.getCause().getMessage()));
            }
            throw e.getCause();
        }
    }

    private void line(long number, CSVRecord record, int columns, Map<Field, Integer> positions) {
        if (record.size() != columns) {
            take(new LineRules.Refused(Reject.of(
                    number,
                    text(record, positions.get(Field.INVOICE)),
                    text(record, positions.get(Field.CODE)),
                    Reason.COLUMNS)));
        } else {
            take(rules.read(number, field -> text(record, positions.get(field))));
        }
    }

    private void take(LineRules.Reading reading) {
        switch (reading) {
            case LineRules.Refused(Reject reject) -> {
                if (isImported(reject.invoice())) {
                    read++;
                    rejects.add(reject);
                }
            }
            case LineRules.Accepted(SourceLine line) -> {
                if (!line.takesBack()) {
                    products.merge(line.sku(), Product.of(line), Product::soldAlso);
                }
                if (isImported(line.invoice())) {
                    read++;
                    add(line);
                }
            }
        }
    }

    private void add(SourceLine line) {
        Invoice invoice = invoices.computeIfAbsent(line.invoice(), _ -> new Invoice(line));
        if (invoice.customer().equals(line.customer())) {
            invoice.add(line);
            accepted++;
        } else {
            rejects.add(Reject.of(line.line(), line.invoice(), line.sku(), Reason.OTHER_CUSTOMER));
        }
    }

    private boolean isImported(String invoice) {
        return invoice.isEmpty() || imported.contains(invoice) || imported.size() < limit && imported.add(invoice);
    }

    private Plan plan(String digest) {
        Collection<Invoice> all = invoices.values();
        List<Invoice> orders = all.stream()
                .filter(invoice -> !SourceLine.takesBack(invoice.number()))
                .toList();
        List<Invoice> undos = all.stream()
                .filter(invoice -> SourceLine.takesBack(invoice.number()))
                .toList();
        List<String> customers =
                orders.stream().map(Invoice::customer).distinct().toList();
        List<Product> sold = orders.stream()
                .flatMap(order -> order.quantities().keySet().stream())
                .distinct()
                .map(products::get)
                .toList();
        return new Plan(digest, read, accepted, customers, sold, orders, undos);
    }

    private static List<String> header(CSVRecord first) {
        List<String> names = first.toList();
        boolean marked = names.getFirst().startsWith("\uFEFF"); // the byte order mark of some editors
        return !marked
                ? names
                : java.util.stream.Stream.concat(
                                java.util.stream.Stream.of(names.getFirst().substring(1)),
                                names.stream().skip(1))
                        .toList();
    }

    private static String text(CSVRecord record, int position) {
        return position < record.size() ? record.get(position).strip() : "";
    }
}
