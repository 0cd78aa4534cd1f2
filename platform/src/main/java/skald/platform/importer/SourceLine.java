package skald.platform.importer;

import java.time.LocalDateTime;

/**
 * A line of the file that is right.
 *
 * @param line where in the file, counted from 1
 * @param invoice the number, with C in front if it takes back
 * @param sku the stock code in upper case
 * @param quantity units, at least 1, also where they are taken back
 * @param price of one unit, in minor units of the import's currency
 * @param customer digits
 * @param country ISO 3166-1 alpha-2
 * @param city the country's name in the file, which knows no more of the address
 * @param at the invoice's time, at the retailer's place
 */
record SourceLine(
        long line,
        String invoice,
        String sku,
        String name,
        long quantity,
        long price,
        String customer,
        String country,
        String city,
        LocalDateTime at) {

    boolean takesBack() {
        return takesBack(invoice);
    }

    static boolean takesBack(String invoice) {
        return invoice.startsWith("C");
    }
}
