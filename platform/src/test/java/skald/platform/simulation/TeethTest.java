package skald.platform.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import skald.simulation.Plan;
import skald.simulation.Simulation;

/** A simulation is worth what it finds. */
@Tag("long")
class TeethTest {

    @ParameterizedTest
    @EnumSource
    void a_planted_bug_is_found(PlantedBug bug) {
        Simulation simulation = Simulation.of(() -> new SimulatedPlatform(bug.planted()));

        assertThat(LongStream.rangeClosed(1, bug.within()))
                .as("seeds within which it must be found")
                .anyMatch(seed -> !simulation.run(Plan.of(seed)).isSound());
    }

    @Test
    void there_are_many_of_them() {
        assertThat(PlantedBug.values()).hasSizeGreaterThanOrEqualTo(25);
    }
}
