package skald.orderviews.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordQueryTest {

    private static boolean finds(String query, String... texts) {
        return WordQuery.of(query).matches(Words.of(Stream.of(texts)));
    }

    @Test
    void all_words_must_be_there_in_any_order() {
        assertThat(finds("holder white", "WHITE hanging heart T-light holder")).isTrue();
        assertThat(finds("holder black", "WHITE hanging heart T-light holder")).isFalse();
    }

    @Test
    void only_the_last_word_may_be_a_beginning() {
        assertThat(finds("white hold", "white holder")).isTrue();
        assertThat(finds("whi holder", "white holder")).isFalse();
    }

    @Test
    void signs_case_and_accents_do_not_matter() {
        assertThat(finds("PO-17", "po 17")).isTrue();
        assertThat(finds("zoe", "Zoë Ångström")).isTrue();
        assertThat(finds("ÅNGSTRÖM", "Zoë Ångström")).isTrue();
        assertThat(finds("москва", "Москва")).isTrue();
    }

    @Test
    void nothing_but_signs_finds_nothing() {
        assertThat(finds("'&|!:*()", "anything")).isFalse();
        assertThat(finds("", "anything")).isFalse();
    }

    @Test
    void words_hold_nothing_but_letters_and_digits_and_have_a_bound() {
        assertThat(Words.of(Stream.of("a'b\\c:*d&e|f!g(h)<->i\"j\u0000k", null)))
                .allMatch(word -> word.matches("[a-z]"))
                .hasSize(11);
        assertThat(Words.of(Stream.of("x".repeat(500)))).allMatch(word -> word.length() == 100);
        assertThat(finds("x".repeat(300), "x".repeat(500))).isTrue();
    }
}
