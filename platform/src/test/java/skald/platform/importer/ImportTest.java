package skald.platform.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import skald.platform.client.UnavailableException;
import skald.platform.fake.FakeSkald;
import skald.platform.fake.FastTime;

class ImportTest {

    private static final String ORDER = "536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850,United Kingdom";
    private static final String OTHER = "536366,85123A,HEART,1,2010-12-01 08:27:00,2.55,17851,France";
    private static final String WHOLE = "C536367,85123A,HEART,-6,2010-12-02 09:00:00,2.55,17850,United Kingdom";
    private static final String PART = "C536368,85123A,HEART,-2,2010-12-02 09:00:00,2.55,17850,United Kingdom";

    private final FakeSkald skald = FakeSkald.started();
    private final FastTime time = new FastTime();

    @TempDir
    private Path folder;

    private Options options = Options.standard(Path.of("rejects.csv"));

    @BeforeEach
    void rejectsInTheFolder() {
        options = Options.standard(folder.resolve("rejects.csv"));
    }

    @AfterEach
    void stop() {
        skald.close();
    }

    @Test
    void the_real_lines_are_imported_and_a_second_run_places_nothing() throws InterruptedException {
        Path file = RetailFile.cut(folder);
        Plan plan = RetailFile.plan(file, options);

        Summary first = importer().run(file);
        Summary second = importer().run(file);

        assertThat(first.orders().placed()).isEqualTo(plan.orders().size());
        assertThat(first.orders().replayed()).isZero();
        assertThat(first.returned()).isPositive();
        assertThat(first.finished()).isTrue();
        assertThat(second.orders().placed()).isZero();
        assertThat(second.orders().replayed()).isEqualTo(plan.orders().size());
        assertThat(second.returned()).isZero();
        assertThat(second.undosReplayed()).isEqualTo(first.returned() + first.cancelled());
        assertThat(skald.shop().orders()).hasSize(plan.orders().size());
        assertThat(second.amounts()).isEqualTo(first.amounts());
        assertThat(second.rejects()).isEqualTo(first.rejects());
        assertThat(second.orders().byStatus()).isEqualTo(first.orders().byStatus());
    }

    @Test
    void accepted_and_rejected_lines_are_all_lines_and_what_matches_nothing_is_rejected() throws InterruptedException {
        Summary summary = importer().run(RetailFile.cut(folder));

        assertThat(summary.linesRead()).isEqualTo(613);
        assertThat(summary.rejects()).containsKey("cancels nothing that was imported");
        assertThat(summary.rejected()).isEqualTo(RetailFile.rejects(options).size());
        assertThat(RetailFile.rejects(options)).doesNotHaveDuplicates();
    }

    @Test
    void an_order_has_the_customer_the_summed_lines_and_the_invoice_as_reference() throws InterruptedException {
        importer().run(RetailFile.of(folder, ORDER, ORDER));

        var sent = skald.seen("POST", "/v1/orders").getFirst();
        assertThat(sent.key()).isEqualTo("import-order-536365");
        assertThat(sent.body().toString())
                .isEqualTo("{\"userId\":\"user-1\",\"lines\":[{\"sku\":\"85123A\",\"quantity\":12}],"
                        + "\"shipTo\":{\"name\":\"Customer 17850\",\"street\":\"not in the file\","
                        + "\"city\":\"United Kingdom\",\"country\":\"GB\"},"
                        + "\"payment\":{\"method\":\"card\",\"token\":\"tok_visa\"},\"reference\":\"536365\"}");
        assertThat(skald.seen("POST", "/v1/users").getFirst().key()).isEqualTo("import-user-17850");
    }

    @Test
    void the_stock_is_what_the_file_sells_or_what_was_asked_for() throws InterruptedException {
        importer().run(RetailFile.of(folder, ORDER, OTHER));
        assertThat(skald.shop().stockOf("85123A")).isEqualTo(7);

        importer().run(RetailFile.of(folder, ORDER, OTHER)); // the same text in another file
        assertThat(skald.shop().stockOf("85123A")).isEqualTo(7);

        options = with(64, OptionalDouble.empty(), OptionalLong.of(100));
        importer().run(RetailFile.of(folder, ORDER.replace("536365", "540000")));
        assertThat(skald.shop().stockOf("85123A")).isEqualTo(107);
    }

    @Test
    void goods_that_have_left_are_returned_and_refunded() throws InterruptedException {
        Summary summary = importer().run(RetailFile.of(folder, ORDER, PART));

        assertThat(summary.returned()).isEqualTo(1);
        assertThat(summary.orders().byStatus()).containsEntry("PARTIALLY_RETURNED", 1L);
        assertThat(summary.amounts().get("GBP")).isEqualTo(new Summary.Amounts(1530, 1530, 510, 1020));
    }

    @Test
    void an_order_that_is_taken_back_as_a_whole_before_it_left_is_cancelled() throws InterruptedException {
        skald.shop().ordersBecome("confirmed");

        Summary first = importer().run(RetailFile.of(folder, ORDER, WHOLE));
        Summary second = importer().run(RetailFile.of(folder, ORDER, WHOLE));

        assertThat(first.cancelled()).isEqualTo(1);
        assertThat(first.returned()).isZero();
        assertThat(first.amounts().get("GBP").net()).isZero();
        assertThat(second.cancelled()).isZero();
        assertThat(second.undosReplayed()).isEqualTo(1);
    }

    @Test
    void a_part_of_an_order_that_never_leaves_is_rejected_when_the_waiting_ends() throws InterruptedException {
        skald.shop().ordersBecome("confirmed");

        Summary summary = importer().run(RetailFile.of(folder, ORDER, PART));

        assertThat(summary.rejects())
                .containsKey("returns goods of an order that has not shipped yet: run the import again");
        assertThat(time.passed())
                .isBetween(options.waitAtMost(), options.waitAtMost().plusMinutes(1));
    }

    @Test
    void orders_that_never_come_to_rest_are_told() throws InterruptedException {
        skald.shop().ordersBecome("pending");

        Summary summary = importer().run(RetailFile.of(folder, ORDER, PART));

        assertThat(summary.orders().undecided()).isEqualTo(1);
        assertThat(summary.rejects())
                .containsKey("cancels an order that has not come to its end yet: run the import again");
    }

    @Test
    void a_refused_order_is_a_reject_and_the_others_go_on() throws InterruptedException {
        skald.shop().refusesOrdersTo("FR");

        Summary summary = importer().run(RetailFile.of(folder, ORDER, OTHER));

        assertThat(summary.orders().placed()).isEqualTo(1);
        assertThat(RetailFile.rejects(options)).containsExactly("3,536366,,refused by the API: order.no-such-place");
    }

    @Test
    void a_customer_who_was_registered_by_others_is_found() throws InterruptedException {
        importer().run(RetailFile.of(folder, OTHER));
        skald.script(
                "POST /v1/users",
                409,
                "{\"status\":409,\"code\":\"user.email-taken\",\"detail\":\"Another user has this address.\"}");

        Summary summary = importer().run(RetailFile.of(folder, OTHER.replace("536366", "536370")));

        assertThat(summary.orders().placed()).isEqualTo(1);
        assertThat(skald.shop().users()).isEqualTo(1);
    }

    @Test
    void busy_moments_and_lost_answers_are_survived_without_a_second_order() throws InterruptedException {
        AtomicInteger orders = new AtomicInteger();
        skald.onOrder(() -> {
            if (orders.incrementAndGet() % 10 == 0) {
                skald.unavailableFor(3);
                skald.losesAnswers(2);
            }
        });
        Path file = RetailFile.cut(folder);

        Summary summary = importer().run(file);

        int expected = RetailFile.plan(file, options).orders().size();
        assertThat(summary.orders().placed() + summary.orders().replayed()).isEqualTo(expected);
        assertThat(skald.shop().orders()).hasSize(expected);
    }

    @Test
    void a_skald_that_stays_away_ends_the_import() {
        skald.onOrder(() -> skald.unavailableFor(1_000_000));
        options = options.withPatience(Duration.ofSeconds(20));

        assertThatThrownBy(() -> importer().run(RetailFile.cut(folder)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Gave up after 20 s.");
    }

    @Test
    void nobody_at_the_address_is_told_before_the_file_is_read() {
        skald.close();

        assertThatThrownBy(() -> importer().run(RetailFile.of(folder, ORDER)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("./skald start");
        assertThat(time.passed()).isZero();
    }

    @Test
    void a_stopped_import_goes_on_where_it_was() throws InterruptedException {
        options = with(4, OptionalDouble.empty(), OptionalLong.empty());
        Path file = RetailFile.cut(folder);
        int all = RetailFile.plan(file, options).orders().size();
        AtomicReference<Import> running = new AtomicReference<>(importer());
        AtomicInteger orders = new AtomicInteger();
        skald.onOrder(() -> {
            if (orders.incrementAndGet() == 20) {
                running.get().stop();
            }
        });

        Summary stopped = running.get().run(file);
        Summary rest = importer().run(file);

        assertThat(stopped.finished()).isFalse();
        assertThat(stopped.orders().placed()).isBetween(20, all - 1);
        assertThat(rest.finished()).isTrue();
        assertThat(rest.orders().replayed()).isEqualTo(stopped.orders().placed());
        assertThat(rest.orders().placed()).isEqualTo(all - stopped.orders().placed());
        assertThat(skald.shop().orders()).hasSize(all);
    }

    @Test
    void orders_are_begun_at_the_rate_that_was_asked_for() throws InterruptedException {
        options = with(1, OptionalDouble.of(10), OptionalLong.empty());

        Summary summary = importer().run(RetailFile.cut(folder));

        assertThat(summary.speed().placing()).isBetween(9.0, 11.0);
    }

    @Test
    void every_write_has_a_key_of_its_own_or_may_be_repeated() throws InterruptedException {
        importer().run(RetailFile.cut(folder));

        var posts = skald.seen("POST", "/v1/");
        assertThat(posts).allMatch(post -> post.key() != null && post.key().startsWith("import-"));
        assertThat(new HashSet<>(posts.stream().map(FakeSkald.Seen::key).toList()))
                .hasSameSizeAs(posts);
    }

    private Options with(int inFlight, OptionalDouble rate, OptionalLong stock) {
        return new Options(
                inFlight,
                rate,
                stock,
                OptionalInt.empty(),
                options.rejects(),
                "GBP",
                options.patience(),
                options.waitAtMost());
    }

    private Import importer() {
        return new Import(skald.url(), Optional.empty(), options, Console.silent(), time);
    }
}
