package skald.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final UUID ID = new UUID(1, 2);

    @Test
    void every_tenth_order_is_declined() {
        assertThat(Workload.standard().order(10, () -> ID).declined()).isTrue();
        assertThat(Workload.standard().order(11, () -> ID).declined()).isFalse();
        assertThat(Workload.confirmed(9)).isEqualTo(9);
        assertThat(Workload.confirmed(10)).isEqualTo(9);
        assertThat(Workload.confirmed(25)).isEqualTo(23);
    }

    @Test
    void all_products_are_ordered_about_equally_often_by_orders_that_are_paid() {
        Workload workload = new Workload(100);
        Map<String, Integer> ordered = new HashMap<>();
        for (int number = 1; number <= 20_000; number++) {
            SagaOrder order = workload.order(number, () -> ID);
            if (!order.declined()) {
                ordered.merge(order.sku(), 1, Integer::sum);
            }
        }

        assertThat(ordered.keySet()).containsExactlyInAnyOrderElementsOf(workload.allSkus());
        assertThat(ordered.values()).allSatisfy(times -> assertThat(times).isBetween(120, 240));
    }

    @Test
    void a_flash_sale_has_one_product() {
        Workload flashSale = new Workload(1);

        assertThat(flashSale.order(1, () -> ID).sku())
                .isEqualTo(flashSale.order(2, () -> ID).sku());
        assertThatThrownBy(() -> new Workload(0)).hasMessageContaining("skus must be 1");
    }
}
