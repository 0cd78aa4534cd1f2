package skald.orderviews.domain;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import skald.contracts.Money;

/**
 * What the payments service tells of an order; amounts in minor units of the order's currency. Every change may be
 * applied again without effect: an answer that is given twice counts once.
 *
 * @param settled NONE, AUTHORIZED, DECLINED, VOIDED or CAPTURED
 * @param refunds the amount of each refund by its id
 */
public record PaymentAxis(PaymentStatus settled, long captured, SortedMap<String, Long> refunds) {

    public PaymentAxis {
        refunds = Collections.unmodifiableSortedMap(new TreeMap<>(refunds));
    }

    static PaymentAxis none() {
        return new PaymentAxis(PaymentStatus.NONE, 0, new TreeMap<>());
    }

    /** How the order is paid. */
    public PaymentStatus status() {
        if (settled != PaymentStatus.CAPTURED || refunds.isEmpty()) {
            return settled;
        }
        return refunded() >= captured ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED;
    }

    /** What was paid back so far. */
    public long refunded() {
        return refunds.values().stream().reduce(0L, Math::addExact);
    }

    PaymentAxis authorized() {
        return settled == PaymentStatus.NONE ? settled(PaymentStatus.AUTHORIZED) : this;
    }

    PaymentAxis declined() {
        return settled == PaymentStatus.NONE ? settled(PaymentStatus.DECLINED) : this;
    }

    PaymentAxis voided() {
        return settled == PaymentStatus.NONE || settled == PaymentStatus.AUTHORIZED
                ? settled(PaymentStatus.VOIDED)
                : this;
    }

    PaymentAxis captured(Money amount) {
        return new PaymentAxis(PaymentStatus.CAPTURED, amount.amount(), refunds);
    }

    PaymentAxis refunded(String refundId, Money amount) {
        SortedMap<String, Long> more = new TreeMap<>(refunds);
        more.put(refundId, amount.amount());
        return new PaymentAxis(settled, captured, more);
    }

    private PaymentAxis settled(PaymentStatus next) {
        return new PaymentAxis(next, captured, refunds);
    }
}
