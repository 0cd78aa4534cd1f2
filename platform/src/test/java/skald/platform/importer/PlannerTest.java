package skald.platform.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {

    private static final String LINE = "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom";

    @TempDir
    private Path folder;

    private Options options = Options.standard(Path.of("rejects.csv"));

    @BeforeEach
    void rejectsInTheFolder() {
        options = Options.standard(folder.resolve("rejects.csv"));
    }

    @Test
    void the_real_lines_become_orders_cancellations_and_rejects() {
        Plan plan = RetailFile.plan(RetailFile.cut(folder), options);

        assertThat(plan.linesRead()).isEqualTo(613);
        assertThat(plan.linesAccepted() + RetailFile.rejects(options).size()).isEqualTo(613);
        assertThat(plan.orders()).allMatch(order -> !order.number().startsWith("C"));
        assertThat(plan.undos()).isNotEmpty().allMatch(undo -> undo.number().startsWith("C"));
        assertThat(String.join("\n", RetailFile.rejects(options)))
                .contains("no customer", "no description", "price is not positive", "stock code of a service");
    }

    @Test
    void lines_of_the_same_product_in_an_invoice_are_one() {
        Plan plan = plan(LINE, LINE.replace("85123A,HEART,6", "85123a,HEART,4"), LINE.replace("85123A", "71053"));

        assertThat(plan.orders()).hasSize(1);
        assertThat(plan.orders().getFirst().quantities()).isEqualTo(Map.of("85123A", 10L, "71053", 6L));
        assertThat(plan.products()).extracting(Product::sold).containsExactly(10L, 6L);
    }

    @Test
    void a_product_has_the_name_and_price_that_were_seen_first() {
        Plan plan = plan(
                LINE, LINE.replace("536365", "536366").replace("HEART", "heart").replace("2.55", "4.95"));

        assertThat(plan.products()).containsExactly(new Product("85123A", "HEART", 255, 12));
    }

    @Test
    void columns_may_come_in_any_order_and_case_with_others_between_them() {
        String text = "country,colour,CUSTOMERID,unitprice,InvoiceDate,Quantity,DESCRIPTION,stockcode,InvoiceNo\r\n"
                + "EIRE,red,17850.0,2.55,2010-12-01 08:26:00,6,\"HEART, \"\"RED\"\"\",85123A,536365\r\n";

        Plan plan = RetailFile.plan(RetailFile.of(folder, StandardCharsets.UTF_8, "\uFEFF" + text), options);

        assertThat(plan.orders().getFirst().country()).isEqualTo("IE");
        assertThat(plan.products().getFirst().name()).isEqualTo("HEART, \"RED\"");
    }

    @Test
    void a_missing_column_is_named_with_all_that_are_needed() {
        Path file = RetailFile.of(folder, StandardCharsets.UTF_8, "InvoiceNo,StockCode\n1,2\n");

        assertThatThrownBy(() -> RetailFile.plan(file, options))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("names no column Description, Quantity")
                .hasMessageContaining(
                        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
    }

    @Test
    void an_empty_file_is_told() {
        Path file = RetailFile.of(folder, StandardCharsets.UTF_8, "");

        assertThatThrownBy(() -> RetailFile.plan(file, options)).hasMessageContaining("is empty");
    }

    @Test
    void rejects_name_the_line_of_the_file_even_after_lines_with_breaks_in_them() {
        plan("536365,85123A,\"two\nlines\",6,2010-12-01 08:26:00,2.55,17850,United Kingdom", "", "536366,POST,x,1");

        assertThat(RetailFile.rejects(options)).containsExactly("5,536366,POST,wrong number of columns");
    }

    @Test
    void a_quotation_mark_that_is_never_closed_is_told_with_its_line() {
        Path file = RetailFile.of(folder, LINE, LINE.replace("HEART", "\"HEART"), LINE);

        assertThatThrownBy(() -> RetailFile.plan(file, options))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("begins at 3")
                .hasMessageContaining("quotation mark");
    }

    @Test
    void a_gzipped_file_reads_the_same_and_has_the_same_digest() throws IOException {
        Path plain = RetailFile.of(folder, LINE);
        Path zipped = folder.resolve("zipped"); // known by its first bytes, whatever its name
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(plain, out);
        }

        assertThat(SourceFile.inspect(zipped).digest())
                .isEqualTo(SourceFile.inspect(plain).digest());
        assertThat(RetailFile.plan(zipped, options).orders()).hasSize(1);
    }

    @Test
    void a_cut_off_gzip_is_told() throws IOException {
        Path zipped = folder.resolve("zipped.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(LINE.repeat(100).getBytes(StandardCharsets.UTF_8));
        }
        byte[] whole = Files.readAllBytes(zipped);
        Files.write(zipped, java.util.Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> SourceFile.inspect(zipped))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("Is the file whole?");
    }

    @Test
    void spreadsheets_files_are_read_in_their_encoding() {
        String text = RetailFile.HEADER + "\n" + LINE.replace("HEART", "VOUCHER £40 CAFÉ") + "\n";
        Path file = RetailFile.of(folder, Charset.forName("windows-1252"), text);

        Plan plan = RetailFile.plan(file, options);

        assertThat(plan.products().getFirst().name()).isEqualTo("VOUCHER £40 CAFÉ");
    }

    @Test
    void a_damaged_line_in_a_utf_8_file_is_one_reject() throws IOException {
        Path file = RetailFile.of(folder, LINE.replace("HEART", "CAFÉ £"), LINE.replace("HEART", "CAF#"));
        byte[] bytes = Files.readAllBytes(file);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xE9 : bytes[i];
        }
        Files.write(file, bytes);

        Plan plan = RetailFile.plan(file, options);

        assertThat(plan.linesAccepted()).isEqualTo(1);
        assertThat(RetailFile.rejects(options))
                .containsExactly("3,536365,85123A,characters that are not in the file's encoding");
    }

    @Test
    void a_limit_takes_the_first_invoices_with_stock_for_the_whole_file() {
        options = options.withLimit(2);

        Plan plan =
                plan(LINE, LINE.replace("536365", "536366"), LINE.replace("536365", "536367"), "536368,POST,x,1,,,,");

        assertThat(plan.orders()).extracting(Invoice::number).containsExactly("536365", "536366");
        assertThat(plan.products().getFirst().sold()).isEqualTo(18);
        assertThat(plan.linesRead()).isEqualTo(2);
        assertThat(RetailFile.rejects(options)).isEmpty();
    }

    @Test
    void an_invoice_has_one_customer() {
        Plan plan = plan(LINE, LINE.replace("17850", "17851"));

        assertThat(plan.customers()).isEqualTo(List.of("17850"));
        assertThat(RetailFile.rejects(options))
                .containsExactly("3,536365,85123A,another customer than in the invoice's first line");
    }

    private Plan plan(String... lines) {
        return RetailFile.plan(RetailFile.of(folder, lines), options);
    }
}
