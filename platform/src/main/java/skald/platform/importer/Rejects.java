package skald.platform.importer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The file of what is not imported, and how often for which reason. Thread-safe. */
final class Rejects implements AutoCloseable {

    private final Path file;
    private final CSVPrinter csv;
    private final Map<String, Long> byReason = new TreeMap<>();

    private Rejects(Path file, CSVPrinter csv) {
        this.file = file;
        this.csv = csv;
    }

    /** Begins the file anew. */
    static Rejects to(Path file) {
        try {
            CSVPrinter csv = new CSVPrinter(
                    Files.newBufferedWriter(file, StandardCharsets.UTF_8),
                    CSVFormat.RFC4180
                            .builder()
                            .setHeader("Line", "InvoiceNo", "StockCode", "Reason")
                            .get());
            return new Rejects(file, csv);
        } catch (IOException e) {
            throw unwritable(file, e);
        }
    }

    synchronized void add(Reject reject) {
        try {
            csv.printRecord(reject.line(), reject.invoice(), reject.stockCode(), reject.reason());
        } catch (IOException e) {
            throw unwritable(file, e);
        }
        byReason.merge(reject.reason(), 1L, Long::sum);
    }

    /** So far. */
    synchronized Map<String, Long> byReason() {
        return new TreeMap<>(byReason);
    }

    @Override
    public synchronized void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImportException unwritable(Path file, IOException e) {
        return new ImportException("Cannot write the rejects to %s: %s. Name another file with --rejects."
                .formatted(file, e.getMessage()));
    }
}
