package skald.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a simulation of somebody's own services looks like. */
class SavingsTest {

    @Test
    void no_payment_is_lost_or_counted_twice() {
        Simulation.of(Savings::new).requireSound(1, 300);
    }

    @Test
    void a_defect_is_told_with_its_seed_and_a_trace_of_the_shortest_run() {
        assertThatThrownBy(() -> Simulation.of(Savings::withAForgetfulTill).requireSound(1, 1))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("seed 1 breaks", "the till has Optional[0]", "decides Pay of box");
    }

    @Test
    void the_shortest_run_has_none_of_the_faults_that_it_does_not_need() {
        Simulation simulation = Simulation.of(Savings::withAForgetfulTill);

        Run shortest = simulation.search(1, 1).orElseThrow();

        assertThat(shortest.faults()).isEmpty();
        assertThat(simulation.run(shortest.plan()).hash()).isEqualTo(shortest.hash());
    }
}
