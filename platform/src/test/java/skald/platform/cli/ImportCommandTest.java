package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.platform.fake.FakeSkald;

class ImportCommandTest {

    private final FakeSkald skald = FakeSkald.started();

    @TempDir
    private Path folder;

    @BeforeEach
    void aFile() throws IOException {
        Files.writeString(folder.resolve("sales.csv"), """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
            536365,POST,POSTAGE,1,2010-12-01 08:26:00,18.00,17850,United Kingdom
            C536370,85123A,HEART,-1,2010-12-02 08:26:00,2.55,17850,United Kingdom
            """);
    }

    @AfterEach
    void stop() {
        skald.close();
    }

    @Test
    void the_summary_goes_to_standard_output_and_the_progress_to_standard_error() {
        var run = commands().run("import", "sales.csv");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsPattern("orders placed +1")
                .containsPattern("partially returned +1")
                .containsPattern("amount net, GBP +12.75 GBP")
                .containsPattern("rejects +1 in rejects.csv");
        assertThat(run.err()).contains("orders: 1 of 1");
        assertThat(folder.resolve("rejects.csv"))
                .content()
                .contains("3,536365,POST,\"stock code of a service, not of a product\"");
    }

    @Test
    void the_summary_may_be_json() {
        var run = commands().run("import", "sales.csv", "-o", "json");

        assertThat(run.json().path("orders").path("placed").asInt()).isEqualTo(1);
        assertThat(run.json().path("amounts").path("GBP").path("net").asLong()).isEqualTo(1275);
        assertThat(run.json().path("finished").asBoolean()).isTrue();
    }

    @Test
    void an_import_that_loses_its_skald_is_6_and_says_how_to_go_on() {
        skald.onOrder(() -> skald.unavailableFor(1_000_000));

        var run = commands().run("import", "sales.csv", "--patience", "5");

        assertThat(run.exit()).isEqualTo(6);
        assertThat(run.err()).contains("run the same command again", "no order is placed twice", "Gave up after 5 s.");
    }

    @Test
    void a_file_that_is_not_there_and_options_out_of_bounds_are_told() {
        assertThat(commands().run("import", "nope.csv").exit()).isEqualTo(1);
        assertThat(commands().run("import", "nope.csv").err()).contains("There is no file", "nope.csv");
        assertThat(commands().run("import", "sales.csv", "--in-flight", "0").exit())
                .isEqualTo(2);
        assertThat(commands().run("import", "sales.csv", "--currency", "quid").err())
                .contains("ISO 4217");
    }

    private CommandLineFixture commands() {
        return new CommandLineFixture(folder).talkingTo(skald);
    }
}
