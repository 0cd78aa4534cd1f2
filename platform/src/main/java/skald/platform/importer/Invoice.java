package skald.platform.importer;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The accepted lines of one invoice: an order, or what takes back parts of orders. */
final class Invoice {

    /** By time; within a minute, by their place in the file. */
    static final Comparator<Invoice> IN_TIME =
            Comparator.comparing(Invoice::at).thenComparing(invoice -> invoice.first.line());

    private final SourceLine first;
    private final Map<String, Long> quantities = new LinkedHashMap<>();

    Invoice(SourceLine first) {
        this.first = first;
    }

    /** Adds a line of this invoice; lines of the same product become one. */
    void add(SourceLine line) {
        quantities.merge(line.sku(), line.quantity(), Math::addExact);
    }

    String number() {
        return first.invoice();
    }

    String customer() {
        return first.customer();
    }

    String country() {
        return first.country();
    }

    String city() {
        return first.city();
    }

    LocalDateTime at() {
        return first.at();
    }

    /** Where in the file it begins. */
    long line() {
        return first.line();
    }

    /** Units by SKU, in the order of the file. */
    Map<String, Long> quantities() {
        return quantities;
    }
}
