package skald.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import skald.orders.SagaStyle;
import skald.simulation.Crashes;

/** A process dies at each kind of point at which it can: enumerated, not drawn. {@code simulate --crashes} takes all points. */
@Tag("long")
class EveryCrashTest {

    static Stream<Arguments> courses() {
        return Stream.of(SagaStyle.values())
                .flatMap(style -> Stream.of(Course.values()).map(course -> Arguments.of(style, course)));
    }

    @ParameterizedTest
    @MethodSource("courses")
    void no_crash_at_any_kind_of_point_breaks_a_promise(SagaStyle style, Course course) {
        Crashes crashes = course.crashes(style, true);

        assertThat(crashes.broken()).isEmpty();
        assertThat(crashes.points())
                .containsKeys(
                        "Store.commit before",
                        "Store.commit unanswered",
                        "Store.commit after",
                        "Store.write before",
                        "InMemoryOrders.save unanswered",
                        "call before",
                        "call unanswered",
                        "call after")
                .hasSizeGreaterThan(90);
        assertThat(crashes.count()).isGreaterThan(400);
    }
}
