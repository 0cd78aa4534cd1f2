package skald.platform.importer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Files of a retailer, made up or real. */
final class RetailFile {

    static final String HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    private RetailFile() {}

    /** Six hundred lines of the real one. */
    static Path cut(Path folder) {
        try (InputStream cut = RetailFile.class.getResourceAsStream("/online-retail-cut.csv")) {
            Path file = folder.resolve("cut.csv");
            Files.copy(Objects.requireNonNull(cut), file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The usual header, and these lines. */
    static Path of(Path folder, String... lines) {
        return of(folder, StandardCharsets.UTF_8, HEADER + "\n" + String.join("\n", lines) + "\n");
    }

    static Path of(Path folder, Charset charset, String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "sales", ".csv"), text, charset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Plan plan(Path file, Options options) {
        try (Rejects rejects = Rejects.to(options.rejects())) {
            return new Planner(options, rejects).read(SourceFile.inspect(file));
        }
    }

    /** The rows of the rejects, without their header. */
    static List<String> rejects(Options options) {
        try {
            return Files.readAllLines(options.rejects()).stream().skip(1).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
