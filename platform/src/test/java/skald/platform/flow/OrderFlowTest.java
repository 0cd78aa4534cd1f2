package skald.platform.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skald.contracts.Address;
import skald.contracts.Line;
import skald.contracts.Money;
import skald.contracts.inventory.ProductDefined;
import skald.contracts.orders.CancellationRefused;
import skald.contracts.orders.OrderCancelled;
import skald.contracts.orders.OrderConfirmed;
import skald.contracts.orders.OrderExpired;
import skald.contracts.orders.OrderRejected;
import skald.contracts.orders.OrderReturned;
import skald.contracts.orders.OrderShipped;
import skald.contracts.users.UserRegistered;
import skald.inventory.application.DefineProduct;
import skald.inventory.application.MoveStock;
import skald.inventory.domain.MovementKind;
import skald.orders.SagaStyle;
import skald.orders.application.AnnounceAgain;
import skald.orders.application.CancelOrder;
import skald.orders.application.OrderAccepted;
import skald.orders.application.OrderStands;
import skald.orders.application.PlaceOrder;
import skald.orders.application.Refusal;
import skald.orders.application.ReturnGoods;
import skald.platform.flow.Outside.Quirk;

/**
 * An order ends the same way whoever carries it: every refusal, silence, loss, repetition, crash and order of events that
 * can be generated, in both styles.
 */
class OrderFlowTest {
    private static final UUID ORDER = UUID.fromString("0195a000-0000-7000-8000-000000000001");
    private static final UUID ANN = UUID.fromString("0195a000-0000-7000-8000-0000000000aa");
    private static final UUID ATTEMPT = UUID.fromString("0195a000-0000-7000-8000-0000000000ca");
    private static final UUID RETURN = UUID.fromString("0195a000-0000-7000-8000-0000000000de");
    private static final String ID = ORDER.toString();
    private static final Money PRICE = new Money(850, "GBP");
    private static final Address LONDON = new Address("Ann", "1 High Street", "N1", "London", "GB");
    private static final int SEEDS = 40;
    /** More than an order has. */
    private static final int MOST_MOVES = 60;

    /** How an order can end, and what everyone's books say then. */
    private enum End {
        SHIPPED(OrderShipped.class),
        REJECTED(OrderRejected.class),
        CANCELLED(OrderCancelled.class),
        EXPIRED(OrderExpired.class);

        private final Class<?> event;

        End(Class<?> event) {
            this.event = event;
        }
    }

    /** What happens to an order, and how it ends. */
    private record Scenario(String name, long stock, List<Quirk> quirks, End end) {
        static Stream<Scenario> all() {
            return Stream.of(
                    new Scenario("nobody refuses", 10, List.of(), End.SHIPPED),
                    new Scenario("the card is declined", 10, List.of(Quirk.DECLINES_CARD), End.REJECTED),
                    new Scenario("there is not enough", 1, List.of(), End.REJECTED),
                    new Scenario("the carrier refuses", 10, List.of(Quirk.REFUSES_ADDRESS), End.REJECTED),
                    new Scenario("the capture is declined", 10, List.of(Quirk.DECLINES_CAPTURE), End.REJECTED),
                    new Scenario(
                            "the gateway never authorizes", 10, List.of(Quirk.SILENT_ON_AUTHORIZATION), End.EXPIRED),
                    new Scenario("the carrier never books", 10, List.of(Quirk.SILENT_ON_BOOKING), End.EXPIRED));
        }

        /** Whether everyone outside answers at once. */
        boolean isAnswered() {
            return end != End.EXPIRED;
        }

        Town town(SagaStyle style, Disturbance disturbance, long seed, String unlucky) {
            Town town = new Town(style, disturbance, seed, unlucky);
            quirks.forEach(town.outside::become);
            open(town, stock);
            return town;
        }
    }

    private static void open(Town town, long stock) {
        town.ask("inventory", "MUG", new DefineProduct("MUG", "A mug", PRICE, null));
        town.ask("inventory", "MUG", new MoveStock("MUG", MovementKind.RECEIPT, stock, null));
        town.tell("orders", "MUG", new ProductDefined("MUG", "A mug", PRICE));
        town.tell("orders", ANN.toString(), new UserRegistered(ANN.toString(), "ann@example.org", "Ann", List.of()));
        Object answer = town.ask(
                "orders",
                ID,
                new PlaceOrder(ORDER, ANN, List.of(new Line("MUG", 2)), LONDON, "card", "tok_visa", null, null));
        assertThat(answer).isInstanceOf(OrderAccepted.class);
    }

    private static final Scenario GOOD = Scenario.all().findFirst().orElseThrow();

    @TestFactory
    Stream<DynamicTest> an_order_ends_as_it_should_whatever_is_repeated_reordered_or_crashes() {
        return generate((style, scenario) -> Stream.of(Disturbance.values())
                .flatMap(disturbance -> Stream.iterate(0, i -> i + 1)
                        .limit(disturbance == Disturbance.REORDERED ? SEEDS : 1)
                        .map(seed -> DynamicTest.dynamicTest(
                                "%s: %s, %s %d".formatted(style, scenario.name(), disturbance, seed), () -> {
                                    Town town = scenario.town(style, disturbance, seed, "");
                                    town.settle();
                                    assertEnd(town, scenario.end());
                                    if (scenario.isAnswered()) {
                                        // Nothing hung, so that nobody had to be reminded.
                                        assertThat(town.announcements()).isLessThanOrEqualTo(1);
                                    }
                                }))));
    }

    @TestFactory
    Stream<DynamicTest> a_message_that_a_service_loses_is_made_up_for_by_announcing_again() {
        return generate((style, scenario) -> {
            Town undisturbed = scenario.town(style, Disturbance.NONE, 0, "");
            undisturbed.settle();
            return undisturbed.types().stream()
                    // Nobody waits for this one: it is news to the stock's books only, and a dead letter brings it
                    // again.
                    .filter(what -> !what.equals("inventory ShipmentDispatched"))
                    .map(what -> DynamicTest.dynamicTest(
                            "%s: %s, lost once: %s".formatted(style, scenario.name(), what), () -> {
                                Town town = scenario.town(style, Disturbance.NONE, 0, what);
                                town.settle();
                                assertSound(town);
                                // Whose refusal was lost may only see that the order does not go on.
                                assertThat(ends(town)).isIn(List.of(scenario.end()), List.of(End.EXPIRED));
                            }));
        });
    }

    @TestFactory
    Stream<DynamicTest> a_cancellation_at_any_moment_ends_with_goods_or_with_money() {
        return Stream.of(SagaStyle.values())
                .flatMap(style -> Stream.of(Disturbance.NONE, Disturbance.REORDERED)
                        .flatMap(disturbance -> Stream.iterate(0, i -> i + 1)
                                .limit(MOST_MOVES)
                                .map(moves -> DynamicTest.dynamicTest(
                                        "%s: %s, after %d moves".formatted(style, disturbance, moves), () -> {
                                            Town town = GOOD.town(style, disturbance, moves, "");
                                            town.advance(moves);
                                            cancel(town);
                                        }))));
    }

    @TestFactory
    Stream<DynamicTest> a_cancellation_of_an_order_that_was_announced_again_ends_with_goods_or_with_money() {
        return Stream.of(SagaStyle.values())
                .flatMap(style -> Stream.iterate(0, i -> i + 1)
                        .limit(5L * SEEDS)
                        .map(seed -> DynamicTest.dynamicTest("%s: %d".formatted(style, seed), () -> {
                            Town town = GOOD.town(style, Disturbance.REORDERED, seed, "");
                            town.outside.become(Quirk.SILENT_ON_CAPTURE);
                            town.settleUntilRung();
                            town.outside.becomeReasonable();
                            // As soon as it is confirmed, while what was announced again is still on its way.
                            for (int i = 0; i < MOST_MOVES && !isConfirmed(town); i++) {
                                town.advance(1);
                            }
                            cancel(town);
                        })));
    }

    private static boolean isConfirmed(Town town) {
        return town.published().stream().anyMatch(OrderConfirmed.class::isInstance);
    }

    /** The customer cancels, and either that or the goods come. */
    private static void cancel(Town town) {
        Object answer = town.ask("orders", ID, new CancelOrder(ORDER, ATTEMPT, "wrong colour"));
        town.settle();
        boolean accepted = answer instanceof OrderStands;
        boolean refused =
                answer instanceof Refusal || town.published().stream().anyMatch(CancellationRefused.class::isInstance);
        assertThat(accepted || refused).isTrue();
        assertEnd(town, refused ? End.SHIPPED : End.CANCELLED);
    }

    @TestFactory
    Stream<DynamicTest> a_hold_that_is_over_before_the_goods_are_committed_rejects_the_order() {
        return Stream.of(SagaStyle.values())
                .flatMap(style -> Stream.iterate(0, i -> i + 1)
                        .limit(SEEDS)
                        .map(seed -> DynamicTest.dynamicTest("%s: %d".formatted(style, seed), () -> {
                            Town town = new Town(style, Disturbance.REORDERED, seed, "", Town.ENDLESS);
                            town.outside.become(Quirk.SILENT_ON_BOOKING);
                            open(town, 10);
                            town.settleUntil(MovementKind.RELEASE);
                            town.outside.becomeReasonable();
                            town.settle();
                            assertEnd(town, End.REJECTED);
                        })));
    }

    @ParameterizedTest
    @EnumSource
    void a_confirmed_order_that_is_not_collected_is_called_back_and_paid_back(SagaStyle style) {
        Town town = GOOD.town(style, Disturbance.NONE, 0, "");
        town.outside.become(Quirk.NEVER_COLLECTS);
        town.advance(MOST_MOVES);
        assertThat(town.published()).hasAtLeastOneElementOfType(OrderConfirmed.class);

        assertThat(town.ask("orders", ID, new CancelOrder(ORDER, ATTEMPT, null)))
                .isInstanceOf(OrderStands.class);
        town.settle();

        assertThat(town.outside.captures()).isEqualTo(1);
        assertEnd(town, End.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource
    void a_capture_that_is_never_answered_undoes_nothing_and_is_shown_to_an_operator(SagaStyle style) {
        Town town = GOOD.town(style, Disturbance.NONE, 0, "");
        town.outside.become(Quirk.SILENT_ON_CAPTURE);
        town.settle();

        assertThat(town.isStuck()).isTrue();
        assertThat(ends(town)).isEmpty();
        assertThat(town.moved(MovementKind.RELEASE)).isZero();
        assertThat(town.ask("orders", ID, new CancelOrder(ORDER, ATTEMPT, null)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("order.payment-in-progress"));

        town.outside.becomeReasonable();
        town.settle();
        assertEnd(town, End.SHIPPED);
    }

    @Test
    void an_operator_has_a_stuck_order_announced_again() {
        Town town = GOOD.town(SagaStyle.CHOREOGRAPHY, Disturbance.NONE, 0, "");
        town.outside.become(Quirk.NEVER_COLLECTS);
        town.settle();
        assertThat(town.isStuck()).isTrue();

        assertThat(town.ask("orders", ID, new AnnounceAgain(ORDER))).isNotInstanceOf(Refusal.class);
        assertThat(town.isStuck()).isFalse();
        town.outside.becomeReasonable();
        town.settle();

        assertEnd(town, End.SHIPPED);
        assertThat(town.ask("orders", ID, new AnnounceAgain(ORDER)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("journey.at-rest"));
    }

    @TestFactory
    Stream<DynamicTest> returned_goods_are_paid_back_and_put_back_once() {
        return Stream.of(SagaStyle.values())
                .flatMap(style -> Stream.of(Disturbance.values())
                        .flatMap(disturbance -> Stream.iterate(0, i -> i + 1)
                                .limit(disturbance == Disturbance.REORDERED ? SEEDS : 1)
                                .map(seed ->
                                        DynamicTest.dynamicTest("%s: %s %d".formatted(style, disturbance, seed), () -> {
                                            Town town = GOOD.town(style, disturbance, seed, "");
                                            town.settle();
                                            town.ask(
                                                    "orders",
                                                    ID,
                                                    new ReturnGoods(ORDER, RETURN, List.of(new Line("MUG", 1))));
                                            town.settle();
                                            assertThat(town.published().stream()
                                                            .filter(OrderReturned.class::isInstance))
                                                    .hasSize(1);
                                            assertThat(town.outside.kept()).isEqualTo(850);
                                            assertThat(town.moved(MovementKind.RETURN))
                                                    .isEqualTo(1);
                                            assertThat(town.isAtRest()).isTrue();
                                        }))));
    }

    private interface Generator {
        Stream<DynamicTest> cases(SagaStyle style, Scenario scenario);
    }

    private static Stream<DynamicTest> generate(Generator generator) {
        return Stream.of(SagaStyle.values())
                .flatMap(style -> Scenario.all().flatMap(scenario -> generator.cases(style, scenario)));
    }

    private static void assertEnd(Town town, End end) {
        assertSound(town);
        assertThat(ends(town)).as("%s", town.published()).containsExactly(end);
    }

    private static List<End> ends(Town town) {
        List<End> ends = new ArrayList<>();
        for (Object event : town.published()) {
            for (End end : End.values()) {
                if (end.event.isInstance(event)) {
                    ends.add(end);
                }
            }
        }
        return ends;
    }

    /** Goods and money are together: shipped and paid once, or nothing sent, kept or blocked. */
    private static void assertSound(Town town) {
        boolean shipped = ends(town).equals(List.of(End.SHIPPED));
        assertThat(town.isAtRest()).as("at rest: %s", town.published()).isTrue();
        assertThat(town.outside.captures()).isLessThanOrEqualTo(1);
        assertThat(town.outside.kept()).as("kept").isEqualTo(shipped ? 1700 : 0);
        assertThat(town.outside.blocks()).as("blocks money").isFalse();
        assertThat(town.outside.dispatched()).as("dispatched").isEqualTo(shipped);
        assertThat(town.outside.waits()).as("a parcel waits").isFalse();
        assertThat(town.moved(MovementKind.SALE)).as("sold").isEqualTo(shipped ? 2 : 0);
        assertThat(town.moved(MovementKind.RESERVATION))
                .as("reserved")
                .isEqualTo(town.moved(MovementKind.RELEASE) + town.moved(MovementKind.SALE));
    }
}
