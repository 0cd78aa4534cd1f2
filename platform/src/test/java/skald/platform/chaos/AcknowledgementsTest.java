package skald.platform.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AcknowledgementsTest {
    private final Acknowledgements acknowledgements = new Acknowledgements();

    @Test
    void the_same_answer_to_the_same_key_counts_once_and_another_one_is_a_complaint() throws Exception {
        acknowledgements.note("one", "id-1");
        acknowledgements.note("one", "id-1");
        assertThat(acknowledgements.await(1, Duration.ZERO)).isTrue();
        assertThat(acknowledgements.await(2, Duration.ZERO)).isFalse();
        assertThat(acknowledgements.complaints()).isEmpty();

        acknowledgements.note("one", "id-2");

        assertThat(acknowledgements.complaints())
                .singleElement()
                .asString()
                .contains("id-1")
                .contains("id-2");
        assertThat(acknowledgements.orderIds()).containsEntry("one", "id-1");
    }

    @Test
    void it_waits_for_a_number_that_grows() throws Exception {
        for (int i = 0; i < 5; i++) {
            acknowledgements.note("key-" + i, "id-" + i);
        }
        assertThat(acknowledgements.await(0, Duration.ZERO)).isTrue();
        assertThat(acknowledgements.await(3, Duration.ZERO)).isTrue();
        assertThat(acknowledgements.await(5, Duration.ZERO)).isTrue();
        assertThat(acknowledgements.await(6, Duration.ZERO)).isFalse();
    }
}
