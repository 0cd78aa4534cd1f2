package skald.platform.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.platform.audit.Audit;
import skald.platform.audit.AuditReport;
import skald.platform.importer.Console;
import skald.platform.importer.Import;
import skald.platform.importer.Options;
import skald.platform.importer.Summary;

/** A cut of the real file, through the API, the saga and the embedded PostgreSQL. */
class ImportOverPlatformTest {
    private static final Path CUT = Path.of("src/test/resources/online-retail-cut.csv");

    @TempDir
    private Path folder;

    private Path data;
    private Platform platform;

    @BeforeEach
    void start() {
        data = RunningPlatform.newFolder();
        platform = Platform.start(Settings.embedded(0, data));
    }

    @AfterEach
    void stop() {
        platform.close();
        RunningPlatform.delete(data);
    }

    @Test
    void every_invoice_becomes_one_order_however_often_the_file_is_imported() throws InterruptedException {
        Summary first = importer(Console.silent()).run(CUT);

        assertThat(first.finished()).isTrue();
        assertThat(first.orders().placed()).isPositive();
        assertThat(first.orders().replayed()).isZero();
        assertThat(first.orders().undecided()).isZero();
        assertThat(first.orders().byStatus()).doesNotContainKeys("PENDING", "REJECTED", "EXPIRED");
        assertThat(first.returned() + first.cancelled()).isPositive();
        assertThat(first.rejects()).isNotEmpty();
        assertClean(first.orders().placed());

        Summary second = importer(Console.silent()).run(CUT);

        assertThat(second.orders().placed()).isZero();
        assertThat(second.orders().replayed()).isEqualTo(first.orders().placed());
        assertThat(second.returned() + second.cancelled()).isZero();
        assertThat(second.rejects()).isEqualTo(first.rejects());
        assertThat(second.amounts()).isEqualTo(first.amounts());
        assertClean(first.orders().placed());
    }

    @Test
    void an_import_that_is_stopped_in_the_middle_goes_on_where_it_was() throws InterruptedException {
        Stopping console = new Stopping(10);
        Import stopped = importer(console);
        console.stop = stopped::stop;
        Summary half = stopped.run(CUT);
        assertThat(half.finished()).isFalse();

        Summary whole = importer(Console.silent()).run(CUT);

        assertThat(whole.finished()).isTrue();
        assertThat(whole.orders().replayed()).isEqualTo(half.orders().placed());
        assertClean(whole.orders().placed() + whole.orders().replayed());
    }

    private Import importer(Console console) {
        return new Import(
                platform.url(),
                Optional.of(platform.operatorKey()),
                Options.standard(folder.resolve("rejects.csv")),
                console);
    }

    private void assertClean(int orders) {
        AuditReport report = new Audit(platform.services()).run();
        assertThat(report.clean()).as(report.toString()).isTrue();
        assertThat(report.invariants())
                .filteredOn(line -> line.number() == 3)
                .singleElement()
                .satisfies(line -> assertThat(line.checked()).isEqualTo(orders));
    }

    /** Stops the import when it has placed a few orders. */
    private static final class Stopping implements Console {
        private final AtomicInteger left;
        private Runnable stop = () -> {};

        Stopping(int orders) {
            this.left = new AtomicInteger(orders);
        }

        @Override
        public void say(String message) {}

        @Override
        public Progress begin(String name, long total) {
            return new Progress() {
                @Override
                public void step() {
                    if (name.equals("orders") && left.decrementAndGet() == 0) {
                        stop.run();
                    }
                }

                @Override
                public void close() {}
            };
        }
    }
}
