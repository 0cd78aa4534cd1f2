package skald.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    private static final List<String> WORDS = List.of("order", "audit", "import", "product");

    @Test
    void letters_left_out_added_changed_or_swapped_are_forgiven() {
        assertThat(Nearest.to("ordr", WORDS)).contains("order");
        assertThat(Nearest.to("auditt", WORDS)).contains("audit");
        assertThat(Nearest.to("inport", WORDS)).contains("import");
        assertThat(Nearest.to("rpoduct", WORDS)).contains("product");
    }

    @Test
    void what_resembles_nothing_is_not_guessed() {
        assertThat(Nearest.to("xyz", WORDS)).isEmpty();
        assertThat(Nearest.to("", WORDS)).isEmpty();
    }
}
