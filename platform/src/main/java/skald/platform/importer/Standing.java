package skald.platform.importer;

import skald.platform.client.OrderView;

/**
 * Where an imported order stands; amounts in minor units of its currency.
 *
 * @param status as shown, in the form {@code PARTIALLY_RETURNED}
 * @param decided whether it is settled if the order is carried out
 * @param shipped whether the goods have left
 * @param failed refused, too late or cancelled
 */
record Standing(
        String orderId,
        String status,
        boolean decided,
        boolean shipped,
        boolean failed,
        String currency,
        long total,
        long captured,
        long refunded) {

    static Standing of(OrderView order) {
        return new Standing(
                order.id(),
                order.status(),
                order.decided(),
                order.shipped(),
                order.failed(),
                order.currency(),
                order.total(),
                order.captured(),
                order.refunded());
    }

    Summary.Amounts amounts() {
        return new Summary.Amounts(total, captured, refunded, captured - refunded);
    }

    /** Nothing happens to it any more, unless somebody asks for it. */
    boolean isQuiet() {
        return failed || shipped && (refunded == 0 || status.endsWith("RETURNED"));
    }

    boolean cancelled() {
        return status.equals("CANCELLED");
    }

    /** It never came to goods: refused or too late, which no cancellation of the file's brings about. */
    boolean barren() {
        return failed && !cancelled();
    }
}
