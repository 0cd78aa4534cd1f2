package skald.platform.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineRulesTest {

    private final LineRules pounds = new LineRules("GBP");

    @Test
    void a_right_line_is_read_in_full() {
        assertThat(accepted(pounds, right()))
                .isEqualTo(new SourceLine(
                        7,
                        "536365",
                        "85123A",
                        "WHITE HEART",
                        6,
                        255,
                        "17850",
                        "GB",
                        "United Kingdom",
                        LocalDateTime.of(2010, 12, 1, 8, 26)));
    }

    @ParameterizedTest
    @CsvSource({
        "INVOICE, '', no invoice number",
        "INVOICE, A563185, 'invoice number is not digits, or C and digits'",
        "CODE, '', no stock code",
        "CODE, POST, 'stock code of a service, not of a product'",
        "CODE, DOT, 'stock code of a service, not of a product'",
        "CODE, m, 'stock code of a service, not of a product'",
        "CODE, BANK CHARGES, 'stock code of a service, not of a product'",
        "CODE, DCGS0076, 'stock code of a service, not of a product'",
        "CODE, gift_0001_40, 'stock code of a service, not of a product'",
        "CODE, 1234, 'stock code of a service, not of a product'",
        "CODE, 85123-A, 'stock code of a service, not of a product'",
        "DESCRIPTION, '', no description",
        "CUSTOMER, '', no customer",
        "CUSTOMER, x17, customer is not a number",
        "CUSTOMER, -17, customer is not a number",
        "CUSTOMER, 17.5, customer is not a number",
        "QUANTITY, '', no quantity",
        "QUANTITY, six, quantity is not a whole number",
        "QUANTITY, 1.5, quantity is not a whole number",
        "QUANTITY, 1e3, quantity is not a whole number",
        "QUANTITY, 0, quantity is not positive",
        "QUANTITY, -6, quantity is not positive",
        "QUANTITY, 1000000001, quantity is too large",
        "QUANTITY, 99999999999999999999999, quantity is too large",
        "PRICE, '', no price",
        "PRICE, free, price is not a number",
        "PRICE, 1E+999999999, price is not a number",
        "PRICE, 0, price is not positive",
        "PRICE, 0.0, price is not positive",
        "PRICE, -11062.06, price is not positive",
        "PRICE, 0.001, price has more digits after the point than the currency",
        "PRICE, 100000000.01, price is too large",
        "DATE, '', no invoice date",
        "DATE, yesterday, invoice date is not a date and time",
        "DATE, 2010-13-01 08:00:00, invoice date is not a date and time",
        "COUNTRY, '', no country to ship to",
        "COUNTRY, Unspecified, no country to ship to",
        "COUNTRY, European Community, no country to ship to",
        "COUNTRY, Atlantis, unknown country",
        "DESCRIPTION, 'caf\uFFFD', characters that are not in the file's encoding"
    })
    void a_wrong_field_is_the_reason_of_a_reject(Field field, String value, String reason) {
        Map<Field, String> line = right();
        line.put(field, value);

        assertThat(pounds.read(7, line::get))
                .isInstanceOfSatisfying(
                        LineRules.Refused.class,
                        refused -> assertThat(refused.reject().reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource({
        "CUSTOMER, 17850.0",
        "QUANTITY, 6.0",
        "QUANTITY, 006",
        "PRICE, 2.550",
        "DATE, 12/1/2010 8:26",
        "DATE, 2010-12-01T08:26",
        "CODE, 85123a",
        "DESCRIPTION, 'WHITE \t HEART'"
    })
    void what_spreadsheets_and_clerks_make_of_the_same_value_is_the_same(Field field, String value) {
        Map<Field, String> line = right();
        line.put(field, value);

        assertThat(accepted(pounds, line)).isEqualTo(accepted(pounds, right()));
    }

    @Test
    void what_takes_back_has_a_negative_quantity_and_reads_as_positive() {
        Map<Field, String> line = right();
        line.put(Field.INVOICE, "c536379");
        line.put(Field.QUANTITY, "-3");

        SourceLine back = accepted(pounds, line);

        assertThat(back.takesBack()).isTrue();
        assertThat(back.invoice()).isEqualTo("C536379");
        assertThat(back.quantity()).isEqualTo(3);
        line.put(Field.QUANTITY, "3");
        assertThat(pounds.read(1, line::get)).isInstanceOf(LineRules.Refused.class);
    }

    @Test
    void prices_have_as_many_digits_as_their_currency() {
        Map<Field, String> line = right();
        line.put(Field.PRICE, "250");

        assertThat(accepted(new LineRules("JPY"), line).price()).isEqualTo(250);
        line.put(Field.PRICE, "2.505");
        assertThat(accepted(new LineRules("KWD"), line).price()).isEqualTo(2505);
    }

    @Test
    void every_country_that_the_retailer_ships_to_has_a_code() {
        for (String name : List.of(
                "United Kingdom",
                "France",
                "Australia",
                "Netherlands",
                "Germany",
                "Norway",
                "EIRE",
                "Switzerland",
                "Spain",
                "Poland",
                "Portugal",
                "Italy",
                "Belgium",
                "Lithuania",
                "Japan",
                "Iceland",
                "Channel Islands",
                "Denmark",
                "Cyprus",
                "Sweden",
                "Austria",
                "Israel",
                "Finland",
                "Greece",
                "Singapore",
                "Lebanon",
                "United Arab Emirates",
                "Saudi Arabia",
                "Czech Republic",
                "Canada",
                "Brazil",
                "USA",
                "Bahrain",
                "Malta",
                "RSA",
                "Hong Kong")) {
            assertThat(Countries.code(name)).as(name).isPresent();
        }
        assertThat(Countries.code("EIRE")).contains("IE");
        assertThat(Countries.code("Channel Islands")).contains("JE");
        assertThat(Countries.code("RSA")).contains("ZA");
    }

    private static SourceLine accepted(LineRules rules, Map<Field, String> line) {
        LineRules.Reading reading = rules.read(7, line::get);
        assertThat(reading).isInstanceOf(LineRules.Accepted.class);
        return ((LineRules.Accepted) reading).line();
    }

    private static Map<Field, String> right() {
        Map<Field, String> line = new EnumMap<>(Field.class);
        line.put(Field.INVOICE, "536365");
        line.put(Field.CODE, "85123A");
        line.put(Field.DESCRIPTION, "WHITE HEART");
        line.put(Field.QUANTITY, "6");
        line.put(Field.DATE, "2010-12-01 08:26:00");
        line.put(Field.PRICE, "2.55");
        line.put(Field.CUSTOMER, "17850");
        line.put(Field.COUNTRY, "United Kingdom");
        return line;
    }
}
