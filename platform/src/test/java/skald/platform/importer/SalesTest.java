package skald.platform.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SalesTest {

    @Test
    void goods_come_from_the_latest_earlier_order_that_has_so_many() {
        Sales sales = sales(shipped(order("1", 1, 10)), shipped(order("2", 2, 3)), shipped(order("4", 4, 10)));

        Sales.Found few = sales.takeBack(undo("C3", 3, 3));
        Sales.Found more = sales.takeBack(undo("C5", 5, 5));

        assertThat(few.undos()).singleElement().satisfies(undo -> {
            assertThat(undo.order().invoice().number()).isEqualTo("2");
            assertThat(undo.whole()).isTrue();
        });
        assertThat(more.undos()).singleElement().satisfies(undo -> {
            assertThat(undo.order().invoice().number()).isEqualTo("4");
            assertThat(undo.whole()).isFalse();
            assertThat(undo.quantities()).isEqualTo(Map.of("85123A", 5L));
        });
    }

    @Test
    void what_was_taken_back_is_not_taken_back_again() {
        Sales sales = sales(shipped(order("1", 1, 4)));

        assertThat(sales.takeBack(undo("C2", 2, 3)).undos()).hasSize(1);
        assertThat(sales.takeBack(undo("C3", 3, 3)).rejects())
                .extracting(Reject::reason)
                .containsExactly("cancels nothing that was imported");
    }

    @Test
    void an_order_that_was_refused_gave_no_goods_but_a_cancelled_one_counts_as_before() {
        Sales refused = sales(shipped(order("1", 1, 4)), new Known(order("2", 2, 4), "REJECTED"));
        Sales cancelled = sales(shipped(order("1", 1, 4)), new Known(order("2", 2, 4), "CANCELLED"));

        assertThat(refused.takeBack(undo("C3", 3, 4)).undos())
                .extracting(undo -> undo.order().invoice().number())
                .containsExactly("1");
        assertThat(cancelled.takeBack(undo("C3", 3, 4)).undos())
                .extracting(undo -> undo.order().invoice().number())
                .containsExactly("2");
    }

    @Test
    void an_order_that_is_still_under_way_is_not_passed_over() {
        Sales sales = sales(shipped(order("1", 1, 4)), new Known(order("2", 2, 4), "PENDING"));

        Sales.Found found = sales.takeBack(undo("C3", 3, 4));

        assertThat(found.undos()).isEmpty();
        assertThat(found.rejects())
                .extracting(Reject::reason)
                .containsExactly("cancels an order that has not come to its end yet: run the import again");
    }

    @Test
    void nobody_takes_back_what_another_customer_bought() {
        Invoice other = new Invoice(line("C3", 3, 1, "12345"));
        other.add(line("C3", 3, 1, "12345"));

        assertThat(sales(shipped(order("1", 1, 4))).takeBack(other).undos()).isEmpty();
    }

    private record Known(Invoice invoice, String status) {}

    private static Known shipped(Invoice invoice) {
        return new Known(invoice, "SHIPPED");
    }

    private static Sales sales(Known... known) {
        List<PlacedOrder> orders = java.util.Arrays.stream(known)
                .map(sale ->
                        new PlacedOrder(sale.invoice(), "o-" + sale.invoice().number(), false))
                .toList();
        return new Sales(orders, id -> standing(id, known));
    }

    private static @Nullable Standing standing(String id, Known... known) {
        for (Known sale : known) {
            if (id.equals("o-" + sale.invoice().number())) {
                boolean failed = List.of("REJECTED", "CANCELLED").contains(sale.status());
                boolean decided = !sale.status().equals("PENDING");
                return new Standing(id, sale.status(), decided, !failed, failed, "GBP", 0, 0, 0);
            }
        }
        return null;
    }

    private static Invoice order(String number, int day, long quantity) {
        Invoice invoice = new Invoice(line(number, day, quantity, "17850"));
        invoice.add(line(number, day, quantity, "17850"));
        return invoice;
    }

    private static Invoice undo(String number, int day, long quantity) {
        return order(number, day, quantity);
    }

    private static SourceLine line(String number, int day, long quantity, String customer) {
        LocalDateTime at = LocalDateTime.of(2010, 12, day, 9, 0);
        return new SourceLine(day, number, "85123A", "HEART", quantity, 255, customer, "GB", "United Kingdom", at);
    }
}
