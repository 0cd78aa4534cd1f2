package skald.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static skald.inventory.SomeGoods.LANTERN;
import static skald.inventory.SomeGoods.MUG;
import static skald.inventory.SomeGoods.NOON;
import static skald.inventory.SomeGoods.euros;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import skald.contracts.Money;
import skald.contracts.inventory.ProductDefined;
import skald.inventory.adapter.out.InMemoryMovements;
import skald.inventory.adapter.out.InMemoryPrices;
import skald.inventory.adapter.out.InMemoryProducts;
import skald.inventory.adapter.out.InMemoryReservations;
import skald.inventory.adapter.out.InMemoryStockItems;
import skald.inventory.application.DefineProduct.ProductKept;
import skald.inventory.application.DefineProduct.ProductMoved;
import skald.inventory.application.MoveStock.NotInCatalogue;
import skald.inventory.application.MoveStock.ReservedNeedsMore;
import skald.inventory.application.MoveStock.StockMoved;
import skald.inventory.domain.Movement;
import skald.inventory.domain.MovementKind;
import skald.inventory.domain.PriceChange;
import skald.inventory.domain.Product;
import skald.inventory.domain.StockItem;
import skald.testkit.Decision;
import skald.toolkit.memory.InMemoryStore;

class CatalogueDecisionsTest {
    private static final Money PRICE = euros(255);

    private final InMemoryMovements movements = new InMemoryMovements();
    private final InMemoryReservations reservations = new InMemoryReservations();
    private final InMemoryStockItems items = new InMemoryStockItems(new InMemoryStore(), movements, reservations);
    private final InMemoryProducts products = new InMemoryProducts();
    private final DefineHandler define = new DefineHandler(products, new InMemoryPrices(), items);
    private final MoveHandler move = new MoveHandler(new Warehouse(reservations, items, movements));
    private final Decision decision = new Decision(NOON);

    private Decision define(String name, Money price, @Nullable Long ifRevision) {
        return decision.when(define, LANTERN, new DefineProduct(LANTERN, name, price, ifRevision));
    }

    private Decision move(MovementKind kind, long quantity) {
        return decision.when(move, MUG, new MoveStock(MUG, kind, quantity, "stocktaking"));
    }

    @Test
    void a_new_product_is_published_and_gets_an_empty_place_in_the_warehouse() {
        define("Lantern", PRICE, null);

        Product product = new Product(LANTERN, "Lantern", PRICE, 1, NOON);
        assertThat(decision.answer()).isEqualTo(new ProductKept(product, true));
        assertThat(decision.published()).containsExactly(new ProductDefined(LANTERN, "Lantern", PRICE));
        assertThat(decision.appended()).isEqualTo(List.of(new PriceChange(LANTERN, 1, PRICE, NOON)));
        assertThat(decision.state(items, LANTERN)).isEqualTo(StockItem.none(LANTERN));
    }

    @Test
    void a_definition_that_changes_nothing_is_no_event() {
        define("Lantern", PRICE, null);
        decision.at(NOON.plusSeconds(60));
        define("Lantern", PRICE, null);

        assertThat(decision.answer())
                .isEqualTo(new ProductKept(new Product(LANTERN, "Lantern", PRICE, 1, NOON), false));
        assertThat(decision.published()).isEmpty();
        assertThat(decision.appended()).isEmpty();
    }

    @Test
    void a_price_may_change_even_to_another_currency_and_the_stock_stays() {
        define("Lantern", PRICE, null);
        decision.given(items, LANTERN, new StockItem(LANTERN, 9, 3)).at(NOON.plusSeconds(60));
        Money dollars = new Money(299, "USD");
        define("Lantern", dollars, null);

        assertThat(decision.published()).containsExactly(new ProductDefined(LANTERN, "Lantern", dollars));
        assertThat(decision.appended()).isEqualTo(List.of(new PriceChange(LANTERN, 2, dollars, NOON.plusSeconds(60))));
        assertThat(decision.state(items, LANTERN)).isEqualTo(new StockItem(LANTERN, 9, 3));
    }

    @Test
    void a_new_name_is_no_new_price() {
        define("Lantern", PRICE, null);
        define("White lantern", PRICE, null);

        assertThat(decision.published()).containsExactly(new ProductDefined(LANTERN, "White lantern", PRICE));
        assertThat(decision.appended()).isEmpty();
    }

    @Test
    void who_wants_to_change_another_revision_changes_nothing() {
        assertThat(define("Lantern", PRICE, 1L).answer()).isEqualTo(new ProductMoved(0));
        define("Lantern", PRICE, null);
        define("White lantern", PRICE, 1L);
        assertThat(decision.refused()).isFalse();
        define("Red lantern", PRICE, 1L);

        assertThat(decision.refused()).isTrue();
        assertThat(decision.answer()).isEqualTo(new ProductMoved(2));
        assertThat(decision.published()).isEmpty();
    }

    @Test
    void goods_arrive_and_are_counted() {
        decision.given(items, MUG, new StockItem(MUG, 5, 3));

        assertThat(move(MovementKind.RECEIPT, 2).answer())
                .isEqualTo(new StockMoved(
                        new Movement(MovementKind.RECEIPT, MUG, 2, null, "stocktaking", NOON),
                        new StockItem(MUG, 7, 3)));
        assertThat(decision.appended()).hasSize(1);
        move(MovementKind.ADJUSTMENT, -4);
        assertThat(decision.state(items, MUG)).isEqualTo(new StockItem(MUG, 3, 3));
    }

    @Test
    void a_count_below_what_is_reserved_is_refused() {
        decision.given(items, MUG, new StockItem(MUG, 5, 3));

        assertThat(move(MovementKind.ADJUSTMENT, -3).answer())
                .isEqualTo(new ReservedNeedsMore(new StockItem(MUG, 5, 3)));
        assertThat(decision.refused()).isTrue();
        assertThat(decision.appended()).isEmpty();
    }

    @Test
    void stock_needs_a_product() {
        assertThat(move(MovementKind.RECEIPT, 1).answer()).isEqualTo(new NotInCatalogue(MUG));
        assertThat(decision.refused()).isTrue();
    }

    @Test
    void only_orders_cause_the_other_movements() {
        assertThatThrownBy(() -> new MoveStock(MUG, MovementKind.SALE, 1, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
