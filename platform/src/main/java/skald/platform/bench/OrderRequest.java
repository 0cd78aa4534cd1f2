package skald.platform.bench;

import skald.bench.BenchException;
import skald.bench.SagaOrder;

/** An order as a request over HTTP, put together by hand: a library would cost more than the server's answer. */
final class OrderRequest {
    private static final String LOCATION = "\r\nlocation: /v1/orders/";
    private static final int UUID_LENGTH = 36;
    private static final String DECLINED = "tok_declined";
    private static final String PAYS = "tok_visa";

    private OrderRequest() {}

    static String of(SagaOrder order, String customer, String token) {
        String body = "{\"userId\":\"" + customer + "\",\"lines\":[{\"sku\":\"" + order.sku()
                + "\",\"quantity\":1}],\"shipTo\":{\"name\":\"Customer " + order.number() % 1_000 + "\",\"street\":\""
                + order.number() % 200
                + " High Street\",\"postalCode\":\"N1 9GU\",\"city\":\"London\",\"country\":\"GB\"},"
                + "\"payment\":{\"method\":\"card\",\"token\":\"" + (order.declined() ? DECLINED : PAYS)
                + "\"},\"reference\":\"bench-" + order.number() + "\"}";
        return "POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: " + order.id() + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    /** The id in the answer's Location. */
    static String orderId(HttpAnswer answer) {
        String head = answer.head();
        for (int at = 0; at + LOCATION.length() + UUID_LENGTH <= head.length(); at++) {
            if (head.regionMatches(true, at, LOCATION, 0, LOCATION.length())) {
                return head.substring(at + LOCATION.length(), at + LOCATION.length() + UUID_LENGTH);
            }
        }
        throw new BenchException("an order was accepted without a Location: " + head);
    }
}
