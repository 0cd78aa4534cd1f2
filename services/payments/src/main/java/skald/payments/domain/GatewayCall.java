package skald.payments.domain;

import skald.contracts.Money;

/** What a decision wants to have asked of the gateway. */
public sealed interface GatewayCall {

    /** The payment's order. */
    String orderId();

    /** The transaction that the outcome belongs to. */
    String transaction();

    /** The idempotency key: the same for every attempt, and never another one for the same transaction. */
    default String key() {
        return Transaction.key(orderId(), transaction());
    }

    /** The key of the authorization that it concerns. */
    default String authorizationKey() {
        return Transaction.key(orderId(), Transaction.AUTHORIZE);
    }

    /** Reserve {@code amount}. */
    record AskAuthorization(String orderId, Money amount, String method, String token) implements GatewayCall {
        @Override
        public String transaction() {
            return Transaction.AUTHORIZE;
        }
    }

    /** Take {@code amount}. */
    record AskCapture(String orderId, Money amount) implements GatewayCall {
        @Override
        public String transaction() {
            return Transaction.CAPTURE;
        }
    }

    /** Give the authorization up, or make sure that it never comes about. */
    record AskVoid(String orderId) implements GatewayCall {
        @Override
        public String transaction() {
            return Transaction.VOID;
        }
    }

    /** Pay {@code amount} back. */
    record AskRefund(String orderId, String refundId, Money amount) implements GatewayCall {
        @Override
        public String transaction() {
            return Transaction.refund(refundId);
        }
    }
}
