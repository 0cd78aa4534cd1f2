package skald.platform.importer;

/**
 * Something in the file that is not imported.
 *
 * @param line where in the file, counted from 1; the first line of the invoice if all of it is meant
 * @param invoice its number as in the file
 * @param stockCode as in the file; empty if the whole invoice is meant
 * @param reason why, in words that are the same for the same reason
 */
record Reject(long line, String invoice, String stockCode, String reason) {

    static Reject of(long line, String invoice, String stockCode, Reason reason) {
        return new Reject(line, invoice, stockCode, reason.words());
    }

    static Reject refused(long line, String invoice, String code) {
        return new Reject(line, invoice, "", "refused by the API: " + code);
    }
}
